package io.remithub.intake.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which payments are asked for: null and empty are no condition.
 *
 * @param statuses any of these, as they are shown
 * @param createdTo exclusive
 * @param paymentDateTo inclusive
 */
public record PaymentFilter(
        @Nullable String issuerReferenceId,
        @Nullable String clientRequestId,
        @Nullable String issuerPaymentId,
        @Nullable String batchId,
        List<String> statuses,
        @Nullable String accountShortCode,
        @Nullable String subAccountShortCode,
        @Nullable Instant createdFrom,
        @Nullable Instant createdTo,
        @Nullable LocalDate paymentDateFrom,
        @Nullable LocalDate paymentDateTo) {

    public static PaymentFilter ofBatch(String batchId) {
        return new PaymentFilter(null, null, null, batchId, List.of(), null, null, null, null, null, null);
    }
}
