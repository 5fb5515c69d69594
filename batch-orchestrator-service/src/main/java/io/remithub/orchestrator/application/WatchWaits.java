package io.remithub.orchestrator.application;

import io.remithub.orchestrator.domain.Actor;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.Ruling;
import io.remithub.orchestrator.domain.Trigger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Opens an exception for what has waited for longer than it should, a chunk a transaction. */
@ApplicationScoped
public class WatchWaits {

    private static final int CHUNK = 200;

    private final Payments payments;
    private final FinishMoves finish;
    private final Clock clock;

    WatchWaits(Payments payments, FinishMoves finish, Clock clock) {
        this.payments = payments;
        this.finish = finish;
        this.clock = clock;
    }

    @Transactional
    public boolean anyOverdue(Wait wait) {
        return payments.anyOverdue(wait);
    }

    @Transactional
    public void chunk(Wait wait) {
        var overdue = payments.lockOverdue(wait, CHUNK);
        var moves = new Moves().over(overdue);
        overdue.forEach(payment -> moves.tell(payment.id(), trigger(payment), it -> tooLong(it, wait)));
        finish.finish(moves);
    }

    private static Ruling<Payment> tooLong(Payment payment, Wait wait) {
        return switch (wait) {
            case RELEASE -> payment.heldTooLong();
            case REGISTRATION -> payment.expectedTooLong();
        };
    }

    /** Nobody's event: each goes on in the trace of its own request. */
    private Trigger trigger(Payment payment) {
        return new Trigger(Actor.HUB, null, payment.terms().traceparent(), clock.instant());
    }
}
