package io.remithub.intake.application;

import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.Money;
import io.remithub.intake.domain.PaymentId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment among others.
 *
 * @param reasonCode of its last step
 * @param waitsFor the codes of its open exception
 */
public record ListedPayment(
        PaymentId id,
        BatchId batch,
        String clientRequestId,
        String accountShortCode,
        String subAccountShortCode,
        String issuerReferenceId,
        @Nullable String issuerPaymentId,
        @Nullable LocalDate paymentDate,
        Money amount,
        Money availableBalance,
        String status,
        @Nullable String reasonCode,
        List<String> waitsFor,
        long revision,
        Instant createdAt) {}
