package io.remithub.poller.outbound.db;

import io.agroal.api.AgroalDataSource;
import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.poller.application.CallBudget.Postponed;
import io.remithub.poller.application.Lease;
import io.remithub.poller.application.Leases;
import io.remithub.poller.application.Submission;
import io.remithub.poller.domain.TicketState;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement takes a batch: over the partial index of open tickets, from the oldest that is due. */
@ApplicationScoped
class SqlLeases implements Leases {

    // What is submitted is described by whoever asked last: the newest registration of the claim. What is queued was
    // not put off: a mark that it bears was left by a process of the release before.
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
                       late_since = case t.state when 'Queued' then null else t.late_since end,
                       reason = case when t.state = 'Queued' then 'taken'
                                     when due.lease_until is not null then 'lease-ran-out'
                                     else t.reason end
                  from due
                 where t.id = due.id
             returning t.*, due.state as was, due.lease_until is not null as ran_out),
            noted as (
                insert into ticket_change (ticket_id, from_state, to_state, reason)
                select id, was, state, reason from leased where was <> state or ran_out)
            select leased.*, now() as taken_at, s.batch_id, s.payment_id, s.claim_index, s.sealed_registration, s.sealed_claim
              from leased
              left join lateral (
                   select batch_id, payment_id, claim_index,
                          case leased.state when 'Submitting' then sealed_registration end as sealed_registration,
                          case leased.state when 'Submitting' then sealed_claim end as sealed_claim
                     from subscriber
                    where ticket_id = leased.id
                    order by joined_at desc
                    limit 1) s on true
             order by due_at""";

    private static final String POSTPONE = """
            update ticket t
               set lease_until = null,
                   late_since = case when p.wait > 0 then coalesce(t.late_since, t.due_at) else t.late_since end,
                   due_at = case when p.wait > 0 then now() + make_interval(secs => p.wait) else t.due_at end
              from unnest(?, ?, ?) as p (id, epoch, wait)
             where t.id = p.id and t.lease_epoch = p.epoch and t.state in ('Submitting', 'Polling')""";

    private final Sql sql;

    SqlLeases(AgroalDataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public List<Lease> take(int limit, Duration lease) {
        return sql.query(TAKE, SqlLeases::lease, limit, Columns.seconds(lease));
    }

    @Override
    public void postpone(List<Postponed> postponed) {
        sql.update(
                POSTPONE,
                Column.text(postponed, one -> one.lease().ticketId()),
                Column.longs(postponed, one -> one.lease().epoch()),
                Column.doubles(postponed, one -> Columns.seconds(one.after())));
    }

    private static Lease lease(ResultSet row) throws SQLException {
        return new Lease(
                row.getString("id"),
                row.getString("tenant_id"),
                row.getString("batch_id"),
                row.getString("payment_id"),
                row.getLong("lease_epoch"),
                Columns.instant(row, "taken_at"),
                TicketState.of(row.getString("state")),
                !row.getString("was").equals(row.getString("state")),
                row.getLong("charge_amount"),
                Columns.cause(row),
                submission(row),
                row.getString("integrex_id"),
                false);
    }

    private static @Nullable Submission submission(ResultSet row) throws SQLException {
        if (row.getString("payment_id") == null || TicketState.of(row.getString("state")) != TicketState.SUBMITTING) {
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
}
