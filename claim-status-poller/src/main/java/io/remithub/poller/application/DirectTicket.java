package io.remithub.poller.application;

import io.remithub.messaging.AfterCommit;
import io.remithub.messaging.StateLog;
import io.remithub.operators.Audit;
import io.remithub.poller.application.StatusEvents.Told;
import io.remithub.poller.domain.Decision.Failure;
import io.remithub.poller.domain.Decision.Report;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** What an operator wants of one ticket: done and put on record together. */
@ApplicationScoped
public class DirectTicket {

    private static final Logger LOG = Logger.getLogger(DirectTicket.class);

    private final OpenTickets open;
    private final Tickets tickets;
    private final StatusEvents events;
    private final Audit audit;
    private final Runnable wake;

    DirectTicket(OpenTickets open, Tickets tickets, StatusEvents events, Audit audit, DueTickets due) {
        this.open = open;
        this.tickets = tickets;
        this.events = events;
        this.audit = audit;
        this.wake = due::wake;
    }

    /** What became of it. */
    public enum Outcome {
        DONE,
        UNKNOWN,
        ENDED
    }

    /** Due at once; what holds back all tickets, a refused credential or a budget, holds it back too. */
    @Transactional
    public Outcome pollNow(String ticketId, String operator, String note) {
        return direct(ticketId, operator, "ticket.poll-now", note, _ -> {
            open.pollNow(ticketId);
            AfterCommit.run(wake);
        });
    }

    /** Stopped for everybody who waits, and each is told. */
    @Transactional
    public Outcome cancel(String ticketId, String operator, String note) {
        return direct(ticketId, operator, "ticket.cancel", note, now -> {
            open.cancel(ticketId);
            var told = new Report.Failed(Failure.CLAIM_STATUS_CANCELLED, null);
            var subscribers = tickets.subscribersOf(List.of(ticketId)).getOrDefault(ticketId, List.of());
            events.tell(List.of(new Told(ticketId, subscribers, told, now)));
        });
    }

    private Outcome direct(String ticketId, String operator, String action, String note, Consumer<Instant> work) {
        var ticket = open.lock(ticketId).orElse(null);
        if (ticket == null) {
            return Outcome.UNKNOWN;
        }
        if (!ticket.open()) {
            return Outcome.ENDED;
        }
        work.accept(ticket.now());
        audit.record(new Audit.Entry(operator, action, ticket.whose().tenant(), ticketId, note, null));
        StateLog.onCommit(LOG, ticket.whose(), "ticket %s: %s by an operator", ticketId, action);
        return Outcome.DONE;
    }
}
