package io.remithub.intake.outbound.db;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.intake.application.Registrations;
import io.remithub.intake.domain.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** One upsert for all: revisions count up under their rows' locks, which are taken in the order of the keys. */
@ApplicationScoped
class SqlRegistrations implements Registrations {

    private static final String UPSERT = """
            insert into claim_registration as known (tenant_id, claim_key, revision, fingerprint, registered_at)
            select ?, claim_key, 1, fingerprint, ?
              from unnest(?, ?) as sent (claim_key, fingerprint)
             order by claim_key
                on conflict (tenant_id, claim_key) do update
               set revision = known.revision + 1, fingerprint = excluded.fingerprint,
                   registered_at = excluded.registered_at
             where known.fingerprint <> excluded.fingerprint
            returning claim_key, revision""";

    private final Sql sql;

    SqlRegistrations(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Map<String, Long> put(TenantId tenant, Map<String, byte[]> fingerprints, Instant now) {
        var sorted = new TreeMap<>(fingerprints);
        var changed = new HashMap<String, Long>();
        sql.query(
                UPSERT,
                row -> changed.put(row.getString(1), row.getLong(2)),
                tenant.value(),
                now,
                Column.text(sorted.keySet(), key -> key),
                Column.bytes(sorted.values(), fingerprint -> fingerprint));
        return changed;
    }
}
