package io.remithub.intake.application;

import io.remithub.intake.domain.PaymentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Accepted, and not yet answered by the orchestrator.
 *
 * @param payment null where it is about a whole batch
 */
public record PendingCommand(
        String commandId, String type, @Nullable PaymentId payment, Instant at) {}
