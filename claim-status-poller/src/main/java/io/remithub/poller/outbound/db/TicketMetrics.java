package io.remithub.poller.outbound.db;

import io.quarkus.runtime.StartupEvent;
import io.remithub.metrics.DatabaseGauges;
import io.remithub.poller.config.IntegrexConfig;
import io.remithub.poller.domain.TicketState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** How tickets stand, at a price that does not grow with their number. */
@ApplicationScoped
class TicketMetrics {

    // Only what is asked is put off: what waits for the calendar may bear the mark of a process of the release before.
    static final String STANDING = """
            select state, sum(tickets)::float8 from ticket_tally group by state
            union all select 'late', coalesce(extract(epoch from now() - least(
                (select due_at from ticket
                  where state in ('Queued', 'Submitting', 'Polling') and due_at <= now()
                  order by due_at limit 1),
                (select late_since from ticket
                  where state in ('Submitting', 'Polling') and late_since is not null
                  order by late_since limit 1))), 0)
            union all select 'refused', count(*) from refused_credential where credential = ?""";

    private final DatabaseGauges gauges;
    private final String credential;

    TicketMetrics(DatabaseGauges gauges, IntegrexConfig integrex) {
        this.gauges = gauges;
        this.credential = integrex.clientId();
    }

    void register(@Observes StartupEvent started) {
        var standing = gauges.asking(STANDING, credential)
                .gauge("hub.tickets.oldest.due.seconds", "How late the ticket is that has been due for longest", "late")
                .gauge(
                        "hub.partner.credential.refused",
                        "1 while the partner refuses our credential and all that needs it waits",
                        "refused",
                        "partner",
                        "integrex");
        for (TicketState state : TicketState.values()) {
            standing.gauge("hub.tickets", "Tickets by state", state.wire(), "state", state.wire());
        }
    }
}
