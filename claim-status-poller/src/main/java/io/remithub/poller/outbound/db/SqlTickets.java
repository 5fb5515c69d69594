package io.remithub.poller.outbound.db;

import io.agroal.api.AgroalDataSource;
import io.remithub.messaging.Cause;
import io.remithub.poller.application.CallBudget.Postponed;
import io.remithub.poller.application.Lease;
import io.remithub.poller.application.Submission;
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
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Leases and what comes of them: the hot path, one statement each. */
@ApplicationScoped
class SqlTickets implements Tickets {

    // What is submitted is described by whoever asked last: the newest registration of the claim.
    static final String TAKE = """
            with due as (
                select id, state, lease_until
                  from ticket
                 where state in ('Queued', 'Submitting', 'Polling')
                   and due_at <= now()
                   and (lease_until is null or lease_until < now())
                 order by due_at
                 limit ?
                   for update skip locked),
            leased as (
                update ticket t
                   set lease_until = now() + make_interval(secs => ?),
                       lease_epoch = t.lease_epoch + 1,
                       state = case t.state when 'Queued' then 'Submitting' else t.state end,
                       reason = case when t.state = 'Queued' then 'taken'
                                     when due.lease_until is not null then 'lease-ran-out'
                                     else t.reason end
                  from due
                 where t.id = due.id
             returning t.*, due.state as was, due.lease_until is not null as ran_out),
            noted as (
                insert into ticket_change (ticket_id, from_state, to_state, reason)
                select id, was, state, reason from leased where was <> state or ran_out)
            select leased.*, s.payment_id, s.claim_index, s.sealed_registration, s.sealed_claim
              from leased
              left join lateral (
                   select * from subscriber
                    where ticket_id = leased.id and leased.state = 'Submitting'
                    order by joined_at desc
                    limit 1) s on true
             order by due_at""";

    private static final String POSTPONE = """
            update ticket t
               set lease_until = null, due_at = now() + make_interval(secs => p.wait)
              from unnest(?, ?, ?) as p (id, epoch, wait)
             where t.id = p.id and t.lease_epoch = p.epoch and t.state in ('Submitting', 'Polling')""";

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
    public List<Lease> take(int limit, Duration lease) {
        return sql.query(TAKE, SqlTickets::lease, limit, Sql.seconds(lease));
    }

    @Override
    public void postpone(List<Postponed> postponed) {
        sql.update(
                POSTPONE,
                postponed.stream().map(one -> one.lease().ticketId()).toList(),
                postponed.stream().map(one -> one.lease().epoch()).toList(),
                postponed.stream().map(one -> Sql.seconds(one.after())).toList());
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
                        cause(row)),
                ticketId);
    }

    private static Lease lease(ResultSet row) throws SQLException {
        return new Lease(
                row.getString("id"),
                row.getString("tenant_id"),
                row.getLong("lease_epoch"),
                TicketState.of(row.getString("state")),
                !row.getString("was").equals(row.getString("state")),
                row.getLong("charge_amount"),
                cause(row),
                submission(row),
                row.getString("integrex_id"),
                false);
    }

    private static @Nullable Submission submission(ResultSet row) throws SQLException {
        if (row.getString("payment_id") == null) {
            return null;
        }
        return new Submission(
                row.getString("id"),
                row.getString("tenant_id"),
                row.getString("claim_key"),
                row.getString("payment_id"),
                row.getInt("claim_index"),
                ByteBuffer.wrap(row.getBytes("sealed_registration")),
                ByteBuffer.wrap(row.getBytes("sealed_claim")));
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

    private static Cause cause(ResultSet row) throws SQLException {
        return new Cause(row.getString("cause_id"), row.getString("traceparent"));
    }
}
