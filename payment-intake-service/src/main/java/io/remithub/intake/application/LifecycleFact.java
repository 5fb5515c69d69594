package io.remithub.intake.application;

import io.remithub.intake.application.DetailedView.Cause;
import io.remithub.intake.application.DetailedView.Progress;
import io.remithub.intake.application.DetailedView.Step;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.Money;
import io.remithub.intake.domain.PaymentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the orchestrator has decided of payments and batches. */
public sealed interface LifecycleFact {

    /**
     * @param steps taken in one go, in order
     * @param claims how far each claim has come, by its index
     * @param answered the commands about it that were taken in, those without effect too
     */
    record PaymentMoved(
            PaymentId payment,
            String status,
            List<Step> steps,
            int issuance,
            Money availableBalance,
            List<String> holdReasons,
            Map<Integer, Progress> claims,
            Instant at,
            List<String> answered)
            implements LifecycleFact {}

    /** Opened, or its causes changed. */
    record ExceptionOpened(PaymentId payment, String exceptionId, Instant openedAt, List<Cause> causes)
            implements LifecycleFact {}

    record ExceptionResolved(PaymentId payment, String exceptionId, String resolution, Instant resolvedAt)
            implements LifecycleFact {}

    /** @param payment null where the command was for the whole batch */
    record CommandLost(BatchId batch, @Nullable PaymentId payment, DetailedView.RejectedCommand command)
            implements LifecycleFact {}

    /** @param answered the commands about it that were taken in, those without effect too */
    record BatchMoved(
            BatchId batch,
            String status,
            @Nullable String reasonCode,
            Map<String, Long> paymentsByStatus,
            Instant at,
            List<String> answered)
            implements LifecycleFact {}
}
