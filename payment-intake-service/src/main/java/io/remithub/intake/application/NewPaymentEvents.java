package io.remithub.intake.application;

import io.remithub.intake.domain.Batch;
import io.remithub.intake.domain.Payment;

/** What the orchestrator will be told of payments on their way into a batch. */
public interface NewPaymentEvents {

    /** @return false when no event carries it: the whole request is refused then */
    boolean take(Payment payment);

    /** Within the caller's transaction, in the order in which they were taken. */
    void accepted(Batch batch);
}
