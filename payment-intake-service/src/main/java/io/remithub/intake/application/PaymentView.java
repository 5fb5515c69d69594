package io.remithub.intake.application;

import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.Money;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.TenantId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment as it stands.
 *
 * @param status what its last command leads to, once that is accepted
 * @param reasonCode of its last step
 * @param waitsFor the codes of its open exception
 * @param releasedBy whom the payer named
 * @param revision counts up with everything that becomes known of it
 */
public record PaymentView(
        PaymentId id,
        TenantId tenant,
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
        List<PendingCommand> pendingCommands,
        @Nullable String releasedBy,
        @Nullable Instant releasedAt,
        int issuance,
        long revision,
        Instant createdAt) {

    @Override
    public String toString() {
        return "payment " + id;
    }
}
