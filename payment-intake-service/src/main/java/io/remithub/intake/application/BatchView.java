package io.remithub.intake.application;

import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.Money;
import io.remithub.intake.domain.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch as it stands.
 *
 * @param status what its last command leads to, once that is accepted
 * @param pendingCommands about the batch; those about single payments are theirs
 * @param revision counts up with everything that becomes known of it
 */
public record BatchView(
        BatchId id,
        TenantId tenant,
        String clientRequestId,
        UUID accountId,
        String accountShortCode,
        String subAccountShortCode,
        Money expectedTotal,
        long expectedPayments,
        Money currentTotal,
        long currentPayments,
        String status,
        @Nullable String reasonCode,
        Map<String, Long> paymentsByStatus,
        List<PendingCommand> pendingCommands,
        Instant createdAt,
        long revision) {

    public boolean totalsMatch() {
        return expectedTotal.equals(currentTotal) && expectedPayments == currentPayments;
    }
}
