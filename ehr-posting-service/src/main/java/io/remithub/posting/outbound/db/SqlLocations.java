package io.remithub.posting.outbound.db;

import io.remithub.posting.application.Locations;
import io.remithub.posting.config.EhrConfig;
import io.remithub.posting.domain.Location;
import io.remithub.posting.domain.Location.Mode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class SqlLocations implements Locations {

    private static final String FIND = """
            select mode, insurance_payment_type, transaction_prefix from location_setting
             where subdomain = :subdomain and location_id = :location""";

    private final EntityManager entities;
    private final EhrConfig defaults;

    SqlLocations(EntityManager entities, EhrConfig defaults) {
        this.entities = entities;
        this.defaults = defaults;
    }

    @Override
    @Transactional
    @SuppressWarnings("unchecked")
    public Location find(String subdomain, String locationId) {
        return ((List<Object[]>) entities.createNativeQuery(FIND)
                        .setParameter("subdomain", subdomain)
                        .setParameter("location", locationId)
                        .getResultList())
                .stream()
                        .map(row -> location(subdomain, locationId, (String) row[0], (String) row[1], (String) row[2]))
                        .findFirst()
                        .orElseGet(() -> location(subdomain, locationId, Mode.ALL.name(), null, null));
    }

    private Location location(
            String subdomain, String locationId, String mode, @Nullable String type, @Nullable String prefix) {
        return new Location(
                subdomain,
                locationId,
                Mode.valueOf(mode),
                type == null ? defaults.insurancePaymentType() : type,
                prefix == null ? defaults.transactionPrefix() : prefix);
    }
}
