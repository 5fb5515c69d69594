package io.remithub.poller.application;

import io.remithub.messaging.Cause;
import io.remithub.messaging.StateLog.Whose;
import org.jspecify.annotations.Nullable;

/**
 * One claim of one payment that waits for a ticket's answer.
 *
 * @param issuerPaymentId the number of the check that pays it, where it is known
 */
public record Subscriber(
        String tenantId,
        String claimKey,
        @Nullable String batchId,
        String paymentId,
        int claimIndex,
        int issuance,
        @Nullable String issuerPaymentId,
        Cause cause) {

    Whose whose() {
        return new Whose(tenantId, batchId, paymentId);
    }
}
