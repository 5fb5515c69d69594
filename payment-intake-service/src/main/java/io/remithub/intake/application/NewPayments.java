package io.remithub.intake.application;

import io.remithub.intake.domain.Payment;
import io.remithub.intake.domain.Rejection.TakenReference;
import java.time.Instant;
import java.util.List;

/** Payments on their way into a batch: of each, only what is kept of it stays in memory. */
public interface NewPayments {

    void take(Payment payment, byte[] request);

    /** Those whose reference is taken: by a stored payment, or by an earlier one of these. */
    List<TakenReference> taken();

    /**
     * All of them, or none.
     *
     * @return false when a reference is taken: the caller's transaction must not commit then
     */
    boolean store(String keyId, Instant now);
}
