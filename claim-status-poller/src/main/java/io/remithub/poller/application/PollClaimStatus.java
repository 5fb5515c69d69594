package io.remithub.poller.application;

import io.remithub.messaging.Patience;
import io.remithub.messaging.StateLog;
import io.remithub.messaging.Traces;
import io.remithub.poller.domain.Answer;
import io.remithub.poller.domain.Reason;
import io.remithub.poller.domain.TicketState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
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

    /** Few enough for leases not to age while a backlog is lined up. */
    private static final int MOST_ROUNDS = 20;

    private final LeaseTickets tickets;
    private final CallBudget budget;
    private final Clearinghouse clearinghouse;
    private final ConcludeStep conclusion;

    PollClaimStatus(LeaseTickets tickets, CallBudget budget, Clearinghouse clearinghouse, ConcludeStep conclusion) {
        this.tickets = tickets;
        this.budget = budget;
        this.clearinghouse = clearinghouse;
        this.conclusion = conclusion;
    }

    /** @return the next step of each ticket taken */
    public List<Runnable> upTo(int free) {
        var admitted = new ArrayList<Lease>();
        boolean more = true;
        for (int round = 0; more && round < MOST_ROUNDS; round++) {
            more = admitMore(admitted, free - admitted.size());
        }
        return admitted.stream().<Runnable>map(lease -> () -> step(lease)).toList();
    }

    /** @return whether others may be due behind those of a payer that has spent its budget */
    private boolean admitMore(List<Lease> admitted, int free) {
        int wanted = budget.worthTaking(free);
        var taken = wanted == 0 ? List.<Lease>of() : tickets.take(wanted);
        if (taken.isEmpty()) {
            return false;
        }
        var admission = budget.admit(taken);
        admitted.addAll(admission.admitted());
        if (admission.postponed().isEmpty()) {
            return false;
        }
        tickets.postpone(admission.postponed());
        return taken.size() == wanted;
    }

    private void step(Lease taken) {
        try (var _ = Traces.resume(taken.cause())) {
            if (taken.taken()) {
                StateLog.tell(
                        LOG,
                        taken.cause(),
                        taken.whose(),
                        "ticket %s %s",
                        taken.ticketId(),
                        taken.state().wire());
            }
            conclude(taken, ask(taken));
        }
    }

    private Answer ask(Lease taken) {
        try {
            return taken.state() == TicketState.SUBMITTING
                    ? clearinghouse.submit(Objects.requireNonNull(taken.submission()))
                    : clearinghouse.poll(Objects.requireNonNull(taken.integrexId()), taken.chargeAmount());
        } catch (RuntimeException wrong) {
            return internalError(taken, wrong);
        }
    }

    /** What no later try would store is an error of ours, so that the ticket is not asked again at every lease's end. */
    private void conclude(Lease taken, Answer answer) {
        try {
            conclusion.of(taken, answer);
        } catch (RuntimeException failed) {
            if (Patience.mayHeal(failed)) {
                throw failed;
            }
            conclusion.of(taken, internalError(taken, failed));
        }
    }

    private static Answer internalError(Lease taken, RuntimeException wrong) {
        // Its text may name a patient: the class and the place are enough to find it.
        var trace = wrong.getStackTrace();
        LOG.errorf(
                "ticket %s cannot be driven: %s at %s",
                taken.ticketId(), wrong.getClass().getName(), trace.length == 0 ? "?" : trace[0]);
        return new Answer.Unwell(null, Reason.INTERNAL_ERROR, null);
    }
}
