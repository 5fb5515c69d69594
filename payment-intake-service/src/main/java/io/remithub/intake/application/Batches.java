package io.remithub.intake.application;

import io.remithub.intake.domain.Batch;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.BatchState;
import io.remithub.intake.domain.BatchStatus;
import io.remithub.intake.domain.Rejection;
import io.remithub.intake.domain.TenantId;
import io.remithub.intake.domain.Totals;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Batches for commands: what is written is written under the batch's lock, in the caller's transaction. Each command is
 * on record with what it changes.
 */
public interface Batches {

    /** @return false when the clientRequestId is taken */
    boolean open(Batch batch);

    /** Who bears this clientRequestId. */
    Rejection.Taken bearer(TenantId tenant, String clientRequestId);

    Optional<BatchState> find(TenantId tenant, BatchId batch);

    /** Likewise, and nobody else changes it until the transaction ends. */
    Optional<BatchState> lock(TenantId tenant, BatchId batch);

    /** The batch that bears this name, be it its id or its clientRequestId. */
    Optional<BatchId> named(TenantId tenant, String name);

    /** @param contributor the key that put payments in, null where none came in */
    void count(BatchId batch, Totals current, @Nullable String contributor);

    void amend(PayerCommand command, Totals expected);

    /** @param leadsTo what its payer is shown until the command is answered */
    void ask(PayerCommand command, BatchStatus leadsTo);

    /** A command that changes nothing of the batch itself. */
    void keep(PayerCommand command);
}
