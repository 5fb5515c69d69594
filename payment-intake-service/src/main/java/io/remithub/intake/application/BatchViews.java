package io.remithub.intake.application;

import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.TenantId;
import java.util.Optional;

/** A tenant's batches, to be read. */
public interface BatchViews {

    Optional<BatchView> find(TenantId tenant, BatchId batch);

    Optional<BatchDetails> findDetails(TenantId tenant, BatchId batch, int payments);

    /** Stable while more comes in, and as quick at the end as at the beginning. */
    Page<BatchView> page(TenantId tenant, BatchFilter filter, Slice slice);
}
