package io.remithub.orchestrator.domain;

import org.jspecify.annotations.Nullable;

/** A batch as it was opened. */
public record BatchTerms(String tenantId, String batchId, String clientRequestId, Account account, Policy policy) {

    /** Whose money it is; null in batches that were opened before it was kept. */
    public record Account(
            @Nullable String shortCode, @Nullable String subShortCode) {}
}
