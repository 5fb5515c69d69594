package io.remithub.poller.outbound.db;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.remithub.database.Sql;
import io.remithub.messaging.TransientFailure;
import io.remithub.poller.config.IntegrexConfig;
import io.remithub.poller.domain.TicketState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** How tickets stand, at a price that does not grow with their number. */
@ApplicationScoped
class TicketMetrics {

    private static final String IN_STATE = "select coalesce(sum(tickets), 0) from ticket_tally where state = ?";

    private static final String OLDEST_DUE = """
            select coalesce((
                select extract(epoch from now() - due_at) from ticket
                 where state in ('Queued', 'Submitting', 'Polling') and due_at <= now()
                 order by due_at limit 1), 0)""";

    private static final String REFUSED = "select count(*) from refused_credential where credential = ?";

    private final Sql sql;
    private final MeterRegistry registry;
    private final String credential;

    TicketMetrics(AgroalDataSource database, MeterRegistry registry, IntegrexConfig integrex) {
        this.sql = new Sql(database);
        this.registry = registry;
        this.credential = integrex.clientId();
    }

    void register(@Observes StartupEvent started) {
        for (TicketState state : TicketState.values()) {
            Gauge.builder("poller.tickets.standing", () -> ask(IN_STATE, state.wire()))
                    .description("Tickets by state")
                    .tag("state", state.wire())
                    .register(registry);
        }
        Gauge.builder("poller.tickets.oldest.due.seconds", () -> ask(OLDEST_DUE))
                .description("How late the ticket is that has been due for longest")
                .register(registry);
        Gauge.builder("poller.credential.circuit.open", () -> ask(REFUSED, credential))
                .description("1 while the clearinghouse refuses our credential and tickets wait")
                .register(registry);
    }

    /** NaN while the database is away: no figure is better than a false one. */
    private double ask(String question, Object... arguments) {
        try {
            return sql.query(question, row -> row.getDouble(1), arguments).getFirst();
        } catch (TransientFailure away) {
            return Double.NaN;
        }
    }
}
