package io.remithub.poller.outbound.db;

import io.agroal.api.AgroalDataSource;
import io.remithub.poller.application.Lease;
import io.remithub.poller.application.Subscriber;
import io.remithub.poller.application.Tickets;
import io.remithub.poller.domain.Decision;
import io.remithub.poller.domain.Decision.Change;
import io.remithub.poller.domain.Reason;
import io.remithub.poller.domain.Ticket;
import io.remithub.poller.domain.TicketState;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of a leased ticket: the hot path, one statement each. */
@ApplicationScoped
class SqlTickets implements Tickets {

    private static final String HOLD = """
            select *, clock_timestamp() as held_at
              from ticket
             where id = ? and lease_epoch = ? and state in ('Submitting', 'Polling')
               for update""";

    private static final String STORE = """
            update ticket
               set state = ?, reason = ?, generation = ?, attempt = ?, rechecks = ?, integrex_id = ?, expires_at = ?,
                   category = ?,
                   sealed_refusal = coalesce(?, sealed_refusal),
                   due_at = clock_timestamp() + make_interval(secs => ?),
                   closed_at = case when ? then clock_timestamp() end,
                   lease_until = null
             where id = ?""";

    private static final String NOTE = """
            insert into ticket_change (ticket_id, from_state, to_state, reason, http_status) values (?, ?, ?, ?, ?)""";

    private static final String UNSEAL =
            "update subscriber set sealed_registration = null, sealed_claim = null where ticket_id = ?";

    private static final String SUBSCRIBERS = """
            select t.tenant_id, t.claim_key, s.*
              from subscriber s
              join ticket t on t.id = s.ticket_id
             where s.ticket_id = ?
             order by s.payment_id, s.claim_index""";

    private final Sql sql;

    SqlTickets(AgroalDataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public Optional<Held> hold(Lease lease) {
        return sql.query(HOLD, SqlTickets::held, lease.ticketId(), lease.epoch()).stream()
                .findFirst();
    }

    @Override
    public void store(Lease lease, Decision decision, @Nullable ByteBuffer sealedRefusal) {
        Ticket ticket = decision.ticket();
        boolean ended = !ticket.state().isOpen();
        sql.update(
                STORE,
                ticket.state().wire(),
                ticket.reason().wire(),
                ticket.generation(),
                ticket.attempt(),
                ticket.rechecks(),
                ticket.integrexId(),
                ticket.expiresAt(),
                ticket.category(),
                sealedRefusal,
                decision.after() == null ? null : Sql.seconds(decision.after()),
                ended,
                ticket.id());
        for (Change change : decision.changes()) {
            sql.update(
                    NOTE,
                    ticket.id(),
                    change.from().wire(),
                    change.to().wire(),
                    change.reason().wire(),
                    change.httpStatus());
        }
        if (ended) {
            sql.update(UNSEAL, ticket.id());
        }
    }

    @Override
    public List<Subscriber> subscribersOf(String ticketId) {
        return sql.query(
                SUBSCRIBERS,
                row -> new Subscriber(
                        row.getString("tenant_id"),
                        row.getString("claim_key"),
                        row.getString("payment_id"),
                        row.getInt("claim_index"),
                        row.getInt("issuance"),
                        Sql.cause(row)),
                ticketId);
    }

    private static Held held(ResultSet row) throws SQLException {
        var expires = row.getObject("expires_at", OffsetDateTime.class);
        return new Held(
                new Ticket(
                        row.getString("id"),
                        TicketState.of(row.getString("state")),
                        row.getInt("generation"),
                        row.getInt("attempt"),
                        row.getInt("rechecks"),
                        row.getString("integrex_id"),
                        expires == null ? null : expires.toInstant(),
                        Reason.of(row.getString("reason")),
                        row.getString("category")),
                Sql.instant(row, "held_at"));
    }
}
