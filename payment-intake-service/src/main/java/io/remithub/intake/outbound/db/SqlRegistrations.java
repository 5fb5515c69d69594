package io.remithub.intake.outbound.db;

import io.remithub.intake.application.Registrations;
import io.remithub.intake.domain.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** One upsert for all: revisions count up under their rows' locks, which are taken in the order of the keys. */
@ApplicationScoped
class SqlRegistrations implements Registrations {

    private static final String UPSERT = """
            insert into claim_registration as known (tenant_id, claim_key, revision, fingerprint, registered_at)
            select ?, claim_key, 1, fingerprint, ?
              from unnest(?::text[], ?::bytea[]) as sent (claim_key, fingerprint)
             order by claim_key
                on conflict (tenant_id, claim_key) do update
               set revision = known.revision + 1, fingerprint = excluded.fingerprint,
                   registered_at = excluded.registered_at
             where known.fingerprint <> excluded.fingerprint
            returning claim_key, revision""";

    private final DataSource database;

    SqlRegistrations(DataSource database) {
        this.database = database;
    }

    @Override
    public Map<String, Long> put(TenantId tenant, Map<String, byte[]> fingerprints, Instant now) {
        var sorted = new TreeMap<>(fingerprints);
        try (var connection = database.getConnection();
                var upsert = connection.prepareStatement(UPSERT)) {
            var values = new Parameters(upsert);
            values.next(tenant.value());
            values.next(now.atOffset(ZoneOffset.UTC));
            values.next(connection.createArrayOf("text", sorted.keySet().toArray()));
            values.next(connection.createArrayOf("bytea", sorted.values().toArray(byte[][]::new)));
            var changed = new HashMap<String, Long>();
            try (var rows = upsert.executeQuery()) {
                while (rows.next()) {
                    changed.put(rows.getString(1), rows.getLong(2));
                }
            }
            return changed;
        } catch (SQLException failed) {
            throw Sql.failure("registrations", failed);
        }
    }
}
