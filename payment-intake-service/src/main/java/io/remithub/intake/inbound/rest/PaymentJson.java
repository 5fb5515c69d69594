package io.remithub.intake.inbound.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remithub.intake.application.PaymentView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A payment as it stands.
 *
 * @param reason of its last step
 * @param waitsFor the codes of its open exception
 * @param version of the API
 * @param revision of the payment: its ETag
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Payment")
record PaymentJson(
        String paymentId,
        UUID tenantId,
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
        List<PendingCommandJson> pendingCommands,
        @Nullable String releasedBy,
        @Nullable Instant releasedAt,
        Instant createdAt,
        int version,
        long revision) {

    static final int API_VERSION = 1;

    static PaymentJson of(PaymentView payment) {
        return new PaymentJson(
                payment.id().value(),
                payment.tenant().value(),
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
                PendingCommandJson.of(payment.pendingCommands()),
                payment.releasedBy(),
                payment.releasedAt(),
                payment.createdAt(),
                API_VERSION,
                payment.revision());
    }

    @Override
    public String toString() {
        return "payment " + paymentId;
    }
}
