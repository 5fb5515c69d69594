package io.remithub.intake.inbound.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remithub.intake.application.ListedPayment;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment among others, with what became of it.
 *
 * @param reason of its last step
 * @param waitsFor the codes of its open exception
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ListedPaymentJson(
        String paymentId,
        String batchId,
        String clientRequestId,
        String accountShortCode,
        String subAccountShortCode,
        String issuerReferenceId,
        @Nullable String issuerPaymentId,
        @Nullable LocalDate paymentDate,
        BigDecimal amount,
        BigDecimal availableBalance,
        String status,
        @Nullable String reason,
        List<String> waitsFor,
        int version,
        long revision,
        Instant createdAt) {

    static ListedPaymentJson of(ListedPayment payment) {
        return new ListedPaymentJson(
                payment.id().value(),
                payment.batch().value(),
                payment.clientRequestId(),
                payment.accountShortCode(),
                payment.subAccountShortCode(),
                payment.issuerReferenceId(),
                payment.issuerPaymentId(),
                payment.paymentDate(),
                payment.amount().dollars(),
                payment.availableBalance().dollars(),
                payment.status(),
                payment.reasonCode(),
                payment.waitsFor(),
                PaymentJson.API_VERSION,
                payment.revision(),
                payment.createdAt());
    }
}
