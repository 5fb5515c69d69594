package io.remithub.orchestrator.outbound.db;

import io.remithub.orchestrator.application.SealedClaims;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

@ApplicationScoped
class SqlSealedClaims implements SealedClaims {

    private final Sql sql;

    SqlSealedClaims(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void put(List<Part> parts, Set<String> replaced) {
        if (!replaced.isEmpty()) {
            sql.prepare("delete from sealed_claim where payment_id = any (?)", delete -> {
                Sql.array(delete, 1, "text", replaced, it -> it);
                return delete.executeUpdate();
            });
        }
        if (parts.isEmpty()) {
            return;
        }
        sql.prepare("""
                insert into sealed_claim (payment_id, claim_index, sealed)
                select * from unnest(?::text[], ?::int[], ?::bytea[])""", insert -> {
            Sql.array(insert, 1, "text", parts, part -> part.place().paymentId());
            Sql.array(insert, 2, "int", parts, part -> part.place().claimIndex());
            Sql.bytes(insert, 3, parts, Part::sealed);
            return insert.executeUpdate();
        });
    }

    @Override
    public Map<Place, byte[]> sealed(Collection<Place> places) {
        return sql.prepare("""
                select payment_id, claim_index, sealed
                  from sealed_claim
                 where (payment_id, claim_index) in (select * from unnest(?::text[], ?::int[]))""", select -> {
            Sql.array(select, 1, "text", places, Place::paymentId);
            Sql.array(select, 2, "int", places, Place::claimIndex);
            var sealed = new HashMap<Place, byte[]>();
            Sql.rows(select, row -> sealed.put(new Place(row.getString(1), row.getInt(2)), row.getBytes(3)));
            return sealed;
        });
    }
}
