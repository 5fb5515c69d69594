package io.remithub.orchestrator.application;

import io.remithub.messaging.Ids;
import io.remithub.orchestrator.domain.Action;
import io.remithub.orchestrator.domain.Actor;
import io.remithub.orchestrator.domain.OpenException;
import io.remithub.orchestrator.domain.Resolutions;
import io.remithub.orchestrator.domain.Trigger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/** Carries out what an operator decided about a payment's exception; the saga goes on from there. */
@ApplicationScoped
public class ResolveException {

    /** What became of a decision. */
    public enum Outcome {
        CARRIED_OUT,
        UNKNOWN,
        NOT_ALLOWED
    }

    private final Worklist worklist;
    private final Decisions decisions;
    private final Payments payments;
    private final FinishMoves finish;
    private final Clock clock;

    ResolveException(Worklist worklist, Decisions decisions, Payments payments, FinishMoves finish, Clock clock) {
        this.worklist = worklist;
        this.decisions = decisions;
        this.payments = payments;
        this.finish = finish;
        this.clock = clock;
    }

    /** @param note why; kept here, with no patient's data in it */
    @Transactional
    public Outcome resolve(String exceptionId, Action action, String by, String note) {
        var paymentId = worklist.paymentOf(exceptionId);
        if (paymentId.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        var payment = payments.lock(List.of(paymentId.get())).getFirst();
        if (!(payment.exception() instanceof OpenException exception)
                || !exception.id().equals(exceptionId)) {
            return Outcome.UNKNOWN;
        }
        var trigger = new Trigger(Actor.OPERATOR, Ids.next(), payment.terms().traceparent(), clock.instant());
        var moves = new Moves().over(List.of(payment));
        if (!Resolutions.allowed(exception).contains(action) || !moves.resolve(payment.id(), trigger, action)) {
            return Outcome.NOT_ALLOWED;
        }
        decisions.add(new Decisions.Decision(trigger, exceptionId, payment.id(), action, by, note));
        finish.finish(moves);
        return Outcome.CARRIED_OUT;
    }
}
