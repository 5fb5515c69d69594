package io.remithub.orchestrator.application;

import io.remithub.orchestrator.domain.Actor;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.Trigger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Opens an exception for what is held for longer than its account agreed to, a chunk a transaction. */
@ApplicationScoped
public class WatchHolds {

    private static final int CHUNK = 200;

    private final Payments payments;
    private final FinishMoves finish;
    private final Clock clock;

    WatchHolds(Payments payments, FinishMoves finish, Clock clock) {
        this.payments = payments;
        this.finish = finish;
        this.clock = clock;
    }

    @Transactional
    public boolean anyOverdue() {
        return payments.anyOverdue();
    }

    @Transactional
    public void chunk() {
        var overdue = payments.lockOverdue(CHUNK);
        var moves = new Moves().over(overdue);
        overdue.forEach(payment -> moves.tell(payment.id(), trigger(payment), Payment::heldTooLong));
        finish.finish(moves);
    }

    /** Nobody's event: each goes on in the trace of its own request. */
    private Trigger trigger(Payment payment) {
        return new Trigger(Actor.HUB, null, payment.terms().traceparent(), clock.instant());
    }
}
