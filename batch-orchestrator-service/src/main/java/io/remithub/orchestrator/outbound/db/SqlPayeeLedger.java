package io.remithub.orchestrator.outbound.db;

import io.remithub.orchestrator.application.PayeeLedger;
import io.remithub.orchestrator.domain.Payee;
import io.remithub.orchestrator.domain.PaymentMove;
import io.remithub.orchestrator.domain.ProviderAdjustment;
import io.remithub.orchestrator.domain.Takeback;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

@ApplicationScoped
class SqlPayeeLedger implements PayeeLedger {

    private record Booking(Takeback line, Instant at) {}

    private final Sql sql;

    SqlPayeeLedger(Sql sql) {
        this.sql = sql;
    }

    /** In the order in which it happened, in one statement. */
    void book(List<PaymentMove> moves) {
        var bookings = moves.stream()
                .flatMap(move -> move.takebacks().stream()
                        .map(line -> new Booking(line, move.trigger().at())))
                .toList();
        if (bookings.isEmpty()) {
            return;
        }
        sql.prepare("""
                insert into payee_adjustment
                       (tenant_id, payee_key, payment_id, issuance, reason_code, identifier_key, amount, at)
                select tenant_id, payee_key, payment_id, issuance, reason_code, identifier_key, amount, at
                  from unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::bigint[], ?::timestamptz[])
                       with ordinality as a
                       (tenant_id, payee_key, payment_id, issuance, reason_code, identifier_key, amount, at, place)
                 order by place""", insert -> {
            Sql.array(insert, 1, "text", bookings, it -> it.line().payee().tenantId());
            Sql.array(insert, 2, "text", bookings, it -> it.line().payee().payeeKey());
            Sql.array(insert, 3, "text", bookings, it -> it.line().paymentId());
            Sql.array(insert, 4, "int", bookings, it -> it.line().issuance());
            Sql.array(insert, 5, "text", bookings, it -> it.line().adjustment().reasonCode());
            Sql.array(insert, 6, "text", bookings, it -> it.line().adjustment().identifierKey());
            Sql.array(
                    insert, 7, "bigint", bookings, it -> it.line().adjustment().amount());
            Sql.array(insert, 8, "timestamptz", bookings, it -> Timestamp.from(it.at()));
            return insert.executeUpdate();
        });
    }

    @Override
    public List<Line> lines(String payeeKey, long after, int limit) {
        return sql.prepare("""
                select id, at, tenant_id, payee_key, payment_id, issuance, reason_code, amount, identifier_key
                  from payee_adjustment
                 where payee_key = ? and id > ?
                 order by id
                 limit ?""", select -> {
            select.setString(1, payeeKey);
            select.setLong(2, after);
            select.setInt(3, limit);
            return Sql.rows(
                    select,
                    row -> new Line(
                            row.getLong("id"),
                            row.getTimestamp("at").toInstant(),
                            new Takeback(
                                    new Payee(row.getString("tenant_id"), row.getString("payee_key")),
                                    row.getString("payment_id"),
                                    row.getInt("issuance"),
                                    new ProviderAdjustment(
                                            row.getString("reason_code"),
                                            row.getLong("amount"),
                                            row.getString("identifier_key")))));
        });
    }

    @Override
    public List<Carried> carried(String payeeKey, int limit) {
        return sql.prepare("""
                select reason_code, identifier_key, sum(amount)
                  from payee_adjustment
                 where payee_key = ?
                 group by reason_code, identifier_key
                having sum(amount) <> 0
                 order by min(id)
                 limit ?""", select -> {
            select.setString(1, payeeKey);
            select.setInt(2, limit);
            return Sql.rows(select, row -> new Carried(row.getString(1), row.getString(2), row.getLong(3)));
        });
    }
}
