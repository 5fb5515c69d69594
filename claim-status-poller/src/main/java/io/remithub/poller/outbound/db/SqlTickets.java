package io.remithub.poller.outbound.db;

import io.agroal.api.AgroalDataSource;
import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.poller.application.Lease;
import io.remithub.poller.application.Subscriber;
import io.remithub.poller.application.Tickets;
import io.remithub.poller.domain.Decision.Change;
import io.remithub.poller.domain.Reason;
import io.remithub.poller.domain.Ticket;
import io.remithub.poller.domain.TicketState;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of leased tickets, whatever their number in few statements. */
@ApplicationScoped
class SqlTickets implements Tickets {

    private static final String HOLD = """
            select t.*, clock_timestamp() as held_at
              from unnest(?, ?) as l (id, epoch)
              join ticket t on t.id = l.id and t.lease_epoch = l.epoch
             where t.state in ('Submitting', 'Polling') and t.lease_until is not null
             order by t.id
               for update of t""";

    private static final String STORE = """
            update ticket t
               set state = d.state, reason = d.reason, generation = d.generation, attempt = d.attempt,
                   rechecks = d.rechecks, integrex_id = d.integrex_id, expires_at = d.expires_at,
                   category = d.category, decided = d.decided,
                   sealed_refusal = coalesce(d.sealed_refusal, t.sealed_refusal),
                   due_at = clock_timestamp() + make_interval(secs => d.after),
                   closed_at = case when d.after is null then clock_timestamp() end,
                   lease_until = null, late_since = null
              from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                as d (id, state, reason, generation, attempt, rechecks, integrex_id, expires_at, category,
                      decided, sealed_refusal, after)
             where t.id = d.id""";

    private static final String NOTE = """
            insert into ticket_change (ticket_id, from_state, to_state, reason, http_status)
            select ticket_id, from_state, to_state, reason, http_status
              from unnest(?, ?, ?, ?, ?) with ordinality
                as c (ticket_id, from_state, to_state, reason, http_status, place)
             order by place""";

    private static final String UNSEAL =
            "update subscriber set sealed_registration = null, sealed_claim = null where ticket_id = any (?)";

    private static final String SUBSCRIBERS = """
            select t.tenant_id, t.claim_key, s.ticket_id, s.batch_id, s.payment_id, s.claim_index, s.issuance,
                   s.issuer_payment_id, s.cause_id, s.traceparent
              from subscriber s
              join ticket t on t.id = s.ticket_id
             where s.ticket_id = any (?)
             order by s.payment_id, s.claim_index""";

    private final Sql sql;

    SqlTickets(AgroalDataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public Map<Lease, Held> hold(List<Lease> leases) {
        var byTicket = new HashMap<String, Held>();
        sql.query(
                HOLD,
                row -> byTicket.put(row.getString("id") + "/" + row.getLong("lease_epoch"), held(row)),
                Column.text(leases, Lease::ticketId),
                Column.longs(leases, Lease::epoch));
        var held = new HashMap<Lease, Held>();
        for (var lease : leases) {
            var ticket = byTicket.get(lease.ticketId() + "/" + lease.epoch());
            if (ticket != null) {
                held.put(lease, ticket);
            }
        }
        return held;
    }

    @Override
    public void store(List<Concluded> concluded) {
        if (concluded.isEmpty()) {
            return;
        }
        sql.update(
                STORE,
                Column.text(concluded, one -> one.ticket().id()),
                Column.text(concluded, one -> one.ticket().state().wire()),
                Column.text(concluded, one -> one.ticket().reason().wire()),
                Column.ints(concluded, one -> one.ticket().generation()),
                Column.ints(concluded, one -> one.ticket().attempt()),
                Column.ints(concluded, one -> one.ticket().rechecks()),
                Column.text(concluded, one -> one.ticket().integrexId()),
                Column.times("timestamptz", concluded, one -> one.ticket().expiresAt()),
                Column.text(concluded, one -> one.ticket().category()),
                Column.flags(concluded, one -> one.ticket().decided()),
                Column.buffers(concluded, Concluded::sealedRefusal),
                Column.doubles(concluded, SqlTickets::after));
        note(concluded);
        var ended = concluded.stream()
                .filter(one -> !one.ticket().state().isOpen())
                .map(one -> one.ticket().id())
                .toList();
        if (!ended.isEmpty()) {
            sql.update(UNSEAL, Column.text(ended, id -> id));
        }
    }

    private static @Nullable Double after(Concluded one) {
        var after = one.decision().after();
        return after == null ? null : Columns.seconds(after);
    }

    private void note(List<Concluded> concluded) {
        var notes = concluded.stream()
                .flatMap(one -> one.decision().changes().stream()
                        .map(change -> new Note(one.ticket().id(), change)))
                .toList();
        if (!notes.isEmpty()) {
            sql.update(
                    NOTE,
                    Column.text(notes, Note::ticketId),
                    Column.text(notes, note -> note.change().from().wire()),
                    Column.text(notes, note -> note.change().to().wire()),
                    Column.text(notes, note -> note.change().reason().wire()),
                    Column.ints(notes, note -> note.change().httpStatus()));
        }
    }

    private record Note(String ticketId, Change change) {}

    @Override
    public Map<String, List<Subscriber>> subscribersOf(Collection<String> ticketIds) {
        var byTicket = new HashMap<String, List<Subscriber>>();
        if (!ticketIds.isEmpty()) {
            sql.query(
                    SUBSCRIBERS,
                    row -> byTicket.computeIfAbsent(row.getString("ticket_id"), _ -> new ArrayList<>())
                            .add(subscriber(row)),
                    Column.text(ticketIds, id -> id));
        }
        return byTicket;
    }

    private static Subscriber subscriber(ResultSet row) throws SQLException {
        return new Subscriber(
                row.getString("tenant_id"),
                row.getString("claim_key"),
                row.getString("batch_id"),
                row.getString("payment_id"),
                row.getInt("claim_index"),
                row.getInt("issuance"),
                row.getString("issuer_payment_id"),
                Columns.cause(row));
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
                        row.getString("category"),
                        row.getBoolean("decided")),
                Columns.instant(row, "held_at"));
    }
}
