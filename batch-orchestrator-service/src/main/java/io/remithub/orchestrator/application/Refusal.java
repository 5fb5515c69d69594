package io.remithub.orchestrator.application;

import io.remithub.orchestrator.domain.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * A command that lost, and what stood against it.
 *
 * @param paymentId null when it was the batch's
 */
public record Refusal(
        String tenantId,
        String batchId,
        @Nullable String paymentId,
        String commandType,
        String code,
        String status,
        Trigger trigger) {}
