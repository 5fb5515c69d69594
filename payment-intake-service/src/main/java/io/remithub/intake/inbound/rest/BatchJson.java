package io.remithub.intake.inbound.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remithub.intake.application.BatchView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A batch as it stands.
 *
 * @param accountId of the account together with its sub-account
 * @param controlTotals MATCH or MISMATCH: expected against current
 * @param version of the API
 * @param revision of the batch: its ETag
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Batch")
record BatchJson(
        String batchId,
        UUID tenantId,
        String clientRequestId,
        UUID accountId,
        String accountShortCode,
        String subAccountShortCode,
        String batchStatus,
        @Nullable String reason,
        BigDecimal expectedBatchTotal,
        long expectedNumberOfPayments,
        BigDecimal currentBatchTotal,
        long currentNumberOfPayments,
        String controlTotals,
        List<PendingCommandJson> pendingCommands,
        Instant batchCreatedDate,
        int version,
        long revision) {

    static BatchJson of(BatchView batch) {
        return new BatchJson(
                batch.id().value(),
                batch.tenant().value(),
                batch.clientRequestId(),
                batch.accountId(),
                batch.accountShortCode(),
                batch.subAccountShortCode(),
                batch.status(),
                batch.reasonCode(),
                batch.expectedTotal().dollars(),
                batch.expectedPayments(),
                batch.currentTotal().dollars(),
                batch.currentPayments(),
                batch.totalsMatch() ? "MATCH" : "MISMATCH",
                PendingCommandJson.of(batch.pendingCommands()),
                batch.createdAt().truncatedTo(ChronoUnit.MILLIS),
                PaymentJson.API_VERSION,
                batch.revision());
    }
}
