package io.remithub.intake.application;

import io.remithub.intake.domain.Batch;
import io.remithub.intake.domain.Payment;

/** What the orchestrator is told, within the caller's transaction. */
public interface PaymentEvents {

    /** A payment issued alone: accepted and started at once. */
    void issued(Batch batch, Payment payment);

    /** Payments to be added to a batch. */
    NewPaymentEvents into(Batch batch);
}
