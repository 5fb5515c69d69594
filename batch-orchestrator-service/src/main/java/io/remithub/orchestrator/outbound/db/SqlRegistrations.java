package io.remithub.orchestrator.outbound.db;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.orchestrator.application.Registrations;
import io.remithub.orchestrator.domain.ClaimKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

@ApplicationScoped
class SqlRegistrations implements Registrations {

    private static final String KEEP_A_PLACE = """
            insert into registration (tenant_id, claim_key)
            select tenant_id, claim_key
              from unnest(?, ?) with ordinality as r (tenant_id, claim_key, place)
             order by place
                on conflict do nothing""";

    private static final String LOCK = """
            with locked as (
                select tenant_id, claim_key, revision
                  from registration
                 where (tenant_id, claim_key) in (select * from unnest(?, ?))
                 order by tenant_id collate "C", claim_key collate "C"
                   for update)
            select tenant_id, claim_key from locked where revision > 0""";

    private static final String REGISTER = """
            update registration as r
               set revision = n.revision, sealed = n.sealed
              from unnest(?, ?, ?, ?) as n (tenant_id, claim_key, revision, sealed)
             where r.tenant_id = n.tenant_id
               and r.claim_key = n.claim_key
               and r.revision < n.revision""";

    private static final String SEALED = """
            select tenant_id, claim_key, sealed
              from registration
             where (tenant_id, claim_key) in (select * from unnest(?, ?))
               and revision > 0""";

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
        sql.update(KEEP_A_PLACE, tenants(sorted), keys(sorted));
        return Set.copyOf(sql.query(LOCK, SqlRegistrations::claim, tenants(sorted), keys(sorted)));
    }

    @Override
    public void register(List<Registration> registrations) {
        if (registrations.isEmpty()) {
            return;
        }
        lock(registrations.stream().map(Registration::claim).toList());
        sql.update(
                REGISTER,
                Column.text(registrations, it -> it.claim().tenantId()),
                Column.text(registrations, it -> it.claim().value()),
                Column.longs(registrations, Registration::revision),
                Column.bytes(registrations, Registration::sealed));
    }

    @Override
    public Map<ClaimKey, byte[]> sealed(Collection<ClaimKey> claims) {
        var sealed = new HashMap<ClaimKey, byte[]>();
        sql.query(SEALED, row -> sealed.put(claim(row), row.getBytes(3)), tenants(claims), keys(claims));
        return sealed;
    }

    private static ClaimKey claim(ResultSet row) throws SQLException {
        return new ClaimKey(row.getString(1), row.getString(2));
    }

    private static Column tenants(Collection<ClaimKey> claims) {
        return Column.text(claims, ClaimKey::tenantId);
    }

    private static Column keys(Collection<ClaimKey> claims) {
        return Column.text(claims, ClaimKey::value);
    }
}
