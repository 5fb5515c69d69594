package io.remithub.intake.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a payment is refused. */
public sealed interface Rejection {

    record UnknownAccount() implements Rejection {}

    /** References that other payments bear already: at least one. */
    record AlreadyIssued(List<Taken> taken) implements Rejection {}

    /** The account refuses what does not balance. */
    record OutOfBalance(List<Finding> findings) implements Rejection {}

    /** What a payer calls a payment by; each names one payment within a tenant. */
    enum Reference {
        CLIENT_REQUEST_ID,
        ISSUER_REFERENCE_ID
    }

    /** @param paymentId null where the reference names a batch without payments */
    record Taken(
            Reference reference, BatchId batchId, @Nullable PaymentId paymentId) {}
}
