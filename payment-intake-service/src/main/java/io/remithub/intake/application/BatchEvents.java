package io.remithub.intake.application;

import io.remithub.intake.domain.Batch;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.BatchState;
import io.remithub.intake.domain.Caller;
import io.remithub.intake.domain.Payment;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.Totals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the orchestrator is told of batches, within the caller's transaction; each method gives the event's id. */
public interface BatchEvents {

    String opened(Batch batch);

    String startRequested(BatchState batch, Caller caller);

    /** @param payments null: all that is held */
    String releaseRequested(BatchId batch, @Nullable List<PaymentId> payments, Caller caller);

    String cancelRequested(BatchId batch, Caller caller);

    String amended(BatchId batch, Totals expected, Caller caller);

    String replaced(Batch batch, Payment payment, Caller caller);

    String removed(BatchId batch, PaymentId payment, Caller caller);
}
