package io.remithub.orchestrator.outbound.db;

import io.remithub.orchestrator.domain.Batch;
import io.remithub.orchestrator.domain.BatchStatus;
import io.remithub.orchestrator.domain.BatchTerms;
import io.remithub.orchestrator.domain.PaymentStatus;
import io.remithub.orchestrator.domain.Totals;
import io.remithub.orchestrator.outbound.db.Table.Key;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns that say when payments follow are not here: they change by single statements. */
record BatchRow(
        String tenantId,
        String clientRequestId,
        @Nullable String accountShortCode,
        @Nullable String subAccountShortCode,
        PolicyColumns policy,
        Standing standing) {

    /** What changes. */
    record Standing(
            @Key String batchId,
            BatchStatus status,
            boolean released,
            long expectedAmount,
            long expectedPayments,
            long currentAmount,
            long currentPayments,
            Map<PaymentStatus, Long> payments) {

        static Standing of(Batch batch) {
            return new Standing(
                    batch.id(),
                    batch.status(),
                    batch.released(),
                    batch.expected().amount(),
                    batch.expected().payments(),
                    batch.current().amount(),
                    batch.current().payments(),
                    batch.payments());
        }
    }

    static BatchRow of(Batch batch) {
        var terms = batch.terms();
        return new BatchRow(
                terms.tenantId(),
                terms.clientRequestId(),
                terms.account().shortCode(),
                terms.account().subShortCode(),
                PolicyColumns.of(terms.policy()),
                Standing.of(batch));
    }

    Batch batch() {
        return new Batch(
                new BatchTerms(
                        tenantId,
                        standing.batchId(),
                        clientRequestId,
                        new BatchTerms.Account(accountShortCode, subAccountShortCode),
                        policy.policy()),
                standing.status(),
                standing.released(),
                new Totals(standing.expectedAmount(), standing.expectedPayments()),
                new Totals(standing.currentAmount(), standing.currentPayments()),
                standing.payments());
    }
}
