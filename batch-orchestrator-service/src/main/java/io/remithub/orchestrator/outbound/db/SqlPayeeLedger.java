package io.remithub.orchestrator.outbound.db;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.orchestrator.application.PayeeLedger;
import io.remithub.orchestrator.domain.Payee;
import io.remithub.orchestrator.domain.PaymentMove;
import io.remithub.orchestrator.domain.ProviderAdjustment;
import io.remithub.orchestrator.domain.Takeback;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

@ApplicationScoped
class SqlPayeeLedger implements PayeeLedger {

    private static final String BOOK = """
            insert into payee_adjustment
                   (tenant_id, payee_key, payment_id, issuance, reason_code, identifier_key, amount, at)
            select tenant_id, payee_key, payment_id, issuance, reason_code, identifier_key, amount, at
              from unnest(?, ?, ?, ?, ?, ?, ?, ?) with ordinality as a
                   (tenant_id, payee_key, payment_id, issuance, reason_code, identifier_key, amount, at, place)
             order by place""";

    private static final String LINES = """
            select id, at, tenant_id, payee_key, payment_id, issuance, reason_code, amount, identifier_key
              from payee_adjustment
             where payee_key = ? and id > ?
             order by id
             limit ?""";

    private static final String CARRIED = """
            select reason_code, identifier_key, sum(amount)
              from payee_adjustment
             where payee_key = ?
             group by reason_code, identifier_key
            having sum(amount) <> 0
             order by min(id)
             limit ?""";

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
        sql.update(
                BOOK,
                Column.text(bookings, it -> it.line().payee().tenantId()),
                Column.text(bookings, it -> it.line().payee().payeeKey()),
                Column.text(bookings, it -> it.line().paymentId()),
                Column.ints(bookings, it -> it.line().issuance()),
                Column.text(bookings, it -> it.line().adjustment().reasonCode()),
                Column.text(bookings, it -> it.line().adjustment().identifierKey()),
                Column.longs(bookings, it -> it.line().adjustment().amount()),
                Column.times("timestamptz", bookings, Booking::at));
    }

    @Override
    public List<Line> lines(String payeeKey, long after, int limit) {
        return sql.query(LINES, SqlPayeeLedger::line, payeeKey, after, limit);
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                new Takeback(
                        new Payee(row.getString("tenant_id"), row.getString("payee_key")),
                        row.getString("payment_id"),
                        row.getInt("issuance"),
                        new ProviderAdjustment(
                                row.getString("reason_code"), row.getLong("amount"), row.getString("identifier_key"))));
    }

    @Override
    public List<Carried> carried(String payeeKey, int limit) {
        return sql.query(
                CARRIED, row -> new Carried(row.getString(1), row.getString(2), row.getLong(3)), payeeKey, limit);
    }
}
