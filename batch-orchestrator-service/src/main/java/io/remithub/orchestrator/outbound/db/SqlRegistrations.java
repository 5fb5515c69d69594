package io.remithub.orchestrator.outbound.db;

import io.remithub.orchestrator.application.Registrations;
import io.remithub.orchestrator.domain.ClaimKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

@ApplicationScoped
class SqlRegistrations implements Registrations {

    private final Sql sql;

    SqlRegistrations(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Set<ClaimKey> lock(Collection<ClaimKey> claims) {
        if (claims.isEmpty()) {
            return Set.of();
        }
        var sorted = new TreeSet<>(claims);
        sql.prepare("""
                insert into registration (tenant_id, claim_key)
                select tenant_id, claim_key
                  from unnest(?::text[], ?::text[]) with ordinality as r (tenant_id, claim_key, place)
                 order by place
                    on conflict do nothing""", insert -> {
            keys(insert, sorted);
            return insert.executeUpdate();
        });
        return Set.copyOf(sql.prepare("""
                with locked as (
                    select tenant_id, claim_key, revision
                      from registration
                     where (tenant_id, claim_key) in (select * from unnest(?::text[], ?::text[]))
                     order by tenant_id collate "C", claim_key collate "C"
                       for update)
                select tenant_id, claim_key from locked where revision > 0""", select -> {
            keys(select, sorted);
            return Sql.rows(select, row -> new ClaimKey(row.getString(1), row.getString(2)));
        }));
    }

    @Override
    public void register(List<Registration> registrations) {
        if (registrations.isEmpty()) {
            return;
        }
        lock(registrations.stream().map(Registration::claim).toList());
        sql.prepare("""
                update registration as r
                   set revision = n.revision, sealed = n.sealed
                  from unnest(?::text[], ?::text[], ?::bigint[], ?::bytea[]) as n (tenant_id, claim_key, revision, sealed)
                 where r.tenant_id = n.tenant_id
                   and r.claim_key = n.claim_key
                   and r.revision < n.revision""", update -> {
            Sql.array(update, 1, "text", registrations, it -> it.claim().tenantId());
            Sql.array(update, 2, "text", registrations, it -> it.claim().value());
            Sql.array(update, 3, "bigint", registrations, Registration::revision);
            Sql.bytes(update, 4, registrations, Registration::sealed);
            return update.executeUpdate();
        });
    }

    @Override
    public Map<ClaimKey, byte[]> sealed(Collection<ClaimKey> claims) {
        return sql.prepare("""
                select tenant_id, claim_key, sealed
                  from registration
                 where (tenant_id, claim_key) in (select * from unnest(?::text[], ?::text[]))
                   and revision > 0""", select -> {
            keys(select, claims);
            var sealed = new HashMap<ClaimKey, byte[]>();
            Sql.rows(select, row -> sealed.put(new ClaimKey(row.getString(1), row.getString(2)), row.getBytes(3)));
            return sealed;
        });
    }

    private static void keys(PreparedStatement statement, Collection<ClaimKey> claims) throws SQLException {
        var listed = claims.stream().collect(Collectors.toList());
        Sql.array(statement, 1, "text", listed, ClaimKey::tenantId);
        Sql.array(statement, 2, "text", listed, ClaimKey::value);
    }
}
