package io.remithub.posting.outbound.db;

import io.remithub.posting.application.Locations;
import io.remithub.posting.config.EhrConfig;
import io.remithub.posting.domain.HealthRecord;
import io.remithub.posting.domain.Location;
import io.remithub.posting.domain.Location.Mode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class SqlLocations implements Locations {

    private static final String COLUMNS =
            "subdomain, location_id, mode, health_record, insurance_payment_type, reversal_type, transaction_prefix";
    private static final String ONE = " where subdomain = :subdomain and location_id = :location";
    private static final String ALL = "select " + COLUMNS + " from location_setting";
    private static final String FIND = ALL + ONE;
    private static final String LIST = ALL
            + " where (subdomain, location_id) > (:subdomain, :location) order by subdomain, location_id limit :most";
    private static final String PUT = "insert into location_setting (" + COLUMNS + """
            ) values (:subdomain, :location, :mode, :record, :payment, :reversal, :prefix)
            on conflict (subdomain, location_id) do update
               set mode = excluded.mode, health_record = excluded.health_record,
                   insurance_payment_type = excluded.insurance_payment_type,
                   reversal_type = excluded.reversal_type, transaction_prefix = excluded.transaction_prefix""";
    private static final String REMOVE = "delete from location_setting" + ONE;

    private record Place(String subdomain, String locationId) {}

    private final EntityManager entities;
    private final EhrConfig defaults;
    private final Kept<Place, Settings> kept = new Kept<>();

    SqlLocations(EntityManager entities, EhrConfig defaults) {
        this.entities = entities;
        this.defaults = defaults;
    }

    @Override
    @Transactional
    public Location find(String subdomain, String locationId, HealthRecord registered) {
        var own = kept.of(
                new Place(subdomain, locationId),
                () -> Objects.requireNonNullElse(settings(subdomain, locationId), Settings.DEFAULTS));
        return new Location(
                subdomain,
                locationId,
                Objects.requireNonNullElse(own.mode(), Mode.ALL),
                Objects.requireNonNullElse(own.healthRecord(), registered),
                Objects.requireNonNullElse(own.insurancePaymentType(), defaults.insurancePaymentType()),
                Objects.requireNonNullElse(own.reversalType(), defaults.reversalType()),
                Objects.requireNonNullElse(own.transactionPrefix(), defaults.transactionPrefix()));
    }

    @Override
    public @Nullable Settings settings(String subdomain, String locationId) {
        return rows(of(subdomain, locationId, FIND)).stream()
                .map(Administered::settings)
                .findFirst()
                .orElse(null);
    }

    @Override
    public List<Administered> administered(String afterSubdomain, String afterLocation, int limit) {
        return rows(of(afterSubdomain, afterLocation, LIST).setParameter("most", limit));
    }

    @Override
    public void put(String subdomain, String locationId, Settings settings) {
        of(subdomain, locationId, PUT)
                .setParameter("mode", name(settings.mode()))
                .setParameter("record", name(settings.healthRecord()))
                .setParameter("payment", settings.insurancePaymentType())
                .setParameter("reversal", settings.reversalType())
                .setParameter("prefix", settings.transactionPrefix())
                .executeUpdate();
        kept.changed(new Place(subdomain, locationId));
    }

    @Override
    public boolean remove(String subdomain, String locationId) {
        kept.changed(new Place(subdomain, locationId));
        return of(subdomain, locationId, REMOVE).executeUpdate() == 1;
    }

    private Query of(String subdomain, String locationId, String sql) {
        return entities.createNativeQuery(sql)
                .setParameter("subdomain", subdomain)
                .setParameter("location", locationId);
    }

    @SuppressWarnings("unchecked")
    private static List<Administered> rows(Query query) {
        return ((List<Object[]>) query.getResultList())
                .stream()
                        .map(row -> new Administered(
                                (String) row[0],
                                (String) row[1],
                                new Settings(
                                        row[2] == null ? null : Mode.valueOf((String) row[2]),
                                        row[3] == null ? null : HealthRecord.valueOf((String) row[3]),
                                        (String) row[4],
                                        (String) row[5],
                                        (String) row[6])))
                        .toList();
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }
}
