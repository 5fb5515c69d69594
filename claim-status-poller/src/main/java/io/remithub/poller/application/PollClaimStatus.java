package io.remithub.poller.application;

import io.remithub.messaging.Traces;
import io.remithub.poller.config.IntegrexConfig;
import io.remithub.poller.config.PollerConfig;
import io.remithub.poller.domain.Answer;
import io.remithub.poller.domain.Reason;
import io.remithub.poller.domain.TicketState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Drives due tickets one step: leased in one transaction, asked outside any as far as the budget of calls goes, concluded
 * in another.
 */
@ApplicationScoped
public class PollClaimStatus {

    private static final Logger LOG = Logger.getLogger(PollClaimStatus.class);

    private final LeaseTickets tickets;
    private final CallBudget budget;
    private final Clearinghouse clearinghouse;
    private final ConcludeStep conclusion;
    private final Duration leased;

    PollClaimStatus(
            LeaseTickets tickets,
            CallBudget budget,
            Clearinghouse clearinghouse,
            ConcludeStep conclusion,
            IntegrexConfig integrex,
            PollerConfig config) {
        this.tickets = tickets;
        this.budget = budget;
        this.clearinghouse = clearinghouse;
        this.conclusion = conclusion;
        this.leased = integrex.timeout().plus(config.leaseMargin());
    }

    /** @return the next step of each ticket taken */
    public List<Runnable> upTo(int free) {
        int worthTaking = budget.worthTaking(free);
        var taken = worthTaking == 0 ? List.<Lease>of() : tickets.take(worthTaking, leased);
        if (taken.isEmpty()) {
            return List.of();
        }
        var admission = budget.admit(taken);
        if (!admission.postponed().isEmpty()) {
            tickets.postpone(admission.postponed());
        }
        return admission.admitted().stream()
                .<Runnable>map(lease -> () -> step(lease))
                .toList();
    }

    private void step(Lease taken) {
        try (var _ = Traces.resume(taken.cause())) {
            if (taken.taken()) {
                LOG.infof("ticket %s %s", taken.ticketId(), taken.state().wire());
            }
            conclusion.of(taken, ask(taken));
        }
    }

    private Answer ask(Lease taken) {
        try {
            return taken.state() == TicketState.SUBMITTING
                    ? clearinghouse.submit(Objects.requireNonNull(taken.submission()))
                    : clearinghouse.poll(Objects.requireNonNull(taken.integrexId()), taken.chargeAmount());
        } catch (RuntimeException wrong) {
            // Its text may name a patient: the class and the place are enough to find it.
            var trace = wrong.getStackTrace();
            LOG.errorf(
                    "ticket %s cannot be driven: %s at %s",
                    taken.ticketId(), wrong.getClass().getName(), trace.length == 0 ? "?" : trace[0]);
            return new Answer.Unwell(null, Reason.INTERNAL_ERROR, null);
        }
    }
}
