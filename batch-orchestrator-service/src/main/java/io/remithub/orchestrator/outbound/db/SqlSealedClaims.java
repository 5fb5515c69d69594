package io.remithub.orchestrator.outbound.db;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.orchestrator.application.SealedClaims;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

@ApplicationScoped
class SqlSealedClaims implements SealedClaims {

    private static final String REMOVE = "delete from sealed_claim where payment_id = any (?)";
    private static final String PUT =
            "insert into sealed_claim (payment_id, claim_index, sealed) select * from unnest(?, ?, ?)";
    private static final String SEALED = """
            select payment_id, claim_index, sealed
              from sealed_claim
             where (payment_id, claim_index) in (select * from unnest(?, ?))""";

    private final Sql sql;

    SqlSealedClaims(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void put(List<Part> parts, Set<String> replaced) {
        if (!replaced.isEmpty()) {
            sql.update(REMOVE, Column.text(replaced, it -> it));
        }
        if (!parts.isEmpty()) {
            sql.update(
                    PUT,
                    Column.text(parts, part -> part.place().paymentId()),
                    Column.ints(parts, part -> part.place().claimIndex()),
                    Column.bytes(parts, Part::sealed));
        }
    }

    @Override
    public Map<Place, byte[]> sealed(Collection<Place> places) {
        var sealed = new HashMap<Place, byte[]>();
        sql.query(
                SEALED,
                row -> sealed.put(new Place(row.getString(1), row.getInt(2)), row.getBytes(3)),
                Column.text(places, Place::paymentId),
                Column.ints(places, Place::claimIndex));
        return sealed;
    }
}
