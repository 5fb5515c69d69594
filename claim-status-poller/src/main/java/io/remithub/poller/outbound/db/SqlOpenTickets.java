package io.remithub.poller.outbound.db;

import io.agroal.api.AgroalDataSource;
import io.remithub.database.Sql;
import io.remithub.messaging.StateLog.Whose;
import io.remithub.poller.application.OpenTickets;
import io.remithub.poller.domain.TicketState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

@ApplicationScoped
class SqlOpenTickets implements OpenTickets {

    private static final String LOCK = """
            select t.tenant_id, t.state, s.batch_id, s.payment_id, clock_timestamp() as locked_at
              from ticket t
              left join lateral (
                   select batch_id, payment_id from subscriber
                    where ticket_id = t.id
                    order by joined_at desc
                    limit 1) s on true
             where t.id = ?
               for update of t""";

    private static final String POLL_NOW = """
            with moved as (update ticket set %s where id = ? returning id, state)
            insert into ticket_change (ticket_id, from_state, to_state, reason)
            select id, state, state, 'poll-now' from moved""".formatted(Columns.OUT_OF_TURN);

    private static final String CANCEL = """
            with ending as (select id, state from ticket where id = ?),
            unsealed as (
                update subscriber set sealed_registration = null, sealed_claim = null
                 where ticket_id = (select id from ending)),
            noted as (
                insert into ticket_change (ticket_id, from_state, to_state, reason)
                select id, state, 'Cancelled', 'cancelled-by-operator' from ending)
            update ticket
               set state = 'Cancelled', reason = 'cancelled-by-operator', due_at = null, lease_until = null,
                   closed_at = now()
             where id = (select id from ending)""";

    private final Sql sql;

    SqlOpenTickets(AgroalDataSource database) {
        this.sql = new Sql(database);
    }

    @Override
    public Optional<Locked> lock(String ticketId) {
        return sql
                .query(
                        LOCK,
                        row -> new Locked(
                                new Whose(
                                        row.getString("tenant_id"),
                                        row.getString("batch_id"),
                                        row.getString("payment_id")),
                                TicketState.of(row.getString("state")).isOpen(),
                                Columns.instant(row, "locked_at")),
                        ticketId)
                .stream()
                .findFirst();
    }

    @Override
    public void pollNow(String ticketId) {
        sql.update(POLL_NOW, ticketId);
    }

    @Override
    public void cancel(String ticketId) {
        sql.update(CANCEL, ticketId);
    }
}
