package io.remithub.orchestrator.application;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.remithub.orchestrator.domain.Actor;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.Ruling;
import io.remithub.orchestrator.domain.Trigger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/**
 * Opens an exception for what has waited for longer than it should, a chunk a transaction, or one by one where that fails:
 * what stops one stops no other.
 */
@ApplicationScoped
public class WatchWaits {

    private static final int CHUNK = 200;

    private final Payments payments;
    private final FinishMoves finish;
    private final Clock clock;
    /** Its own: what cannot be seen to wait may be released all the same. */
    private final PassedOver passedOver;

    WatchWaits(Payments payments, FinishMoves finish, Clock clock) {
        this.payments = payments;
        this.finish = finish;
        this.clock = clock;
        this.passedOver = new PassedOver(clock);
    }

    @Transactional
    public boolean anyOverdue(Wait wait) {
        return !payments.overdue(wait, passedOver.now(), 1).isEmpty();
    }

    /** @return whether any of them could be told: what somebody else has locked is passed over */
    public boolean chunk(Wait wait) {
        return Attempt.of(
                        () -> QuarkusTransaction.requiringNew()
                                .call(() -> open(wait, payments.lockOverdue(wait, passedOver.now(), CHUNK))),
                        _ -> {})
                .orElseGet(() -> oneByOne(wait));
    }

    private boolean oneByOne(Wait wait) {
        var told = false;
        for (var paymentId :
                QuarkusTransaction.requiringNew().call(() -> payments.overdue(wait, passedOver.now(), CHUNK))) {
            told |= passedOver.unlessItFails(
                    paymentId, "be told to wait too long for its " + wait, () -> QuarkusTransaction.requiringNew()
                            .run(() -> open(wait, payments.lock(List.of(paymentId)))));
        }
        return told;
    }

    private boolean open(Wait wait, List<Payment> overdue) {
        var moves = new Moves().over(overdue);
        overdue.forEach(payment -> moves.tell(payment.id(), trigger(payment), it -> tooLong(it, wait)));
        finish.finish(moves);
        return !overdue.isEmpty();
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
