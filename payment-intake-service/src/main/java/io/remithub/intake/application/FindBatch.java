package io.remithub.intake.application;

import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Batches as their payer sees them. */
@ApplicationScoped
public class FindBatch {

    private final BatchViews batches;

    FindBatch(BatchViews batches) {
        this.batches = batches;
    }

    @Transactional
    public Optional<BatchView> find(TenantId tenant, BatchId batch) {
        return batches.find(tenant, batch);
    }

    /** @param payments how many of them the details show */
    @Transactional
    public Optional<BatchDetails> findDetails(TenantId tenant, BatchId batch, int payments) {
        return batches.findDetails(tenant, batch, payments);
    }

    @Transactional
    public Page<BatchView> page(TenantId tenant, BatchFilter filter, Slice slice) {
        return batches.page(tenant, filter, slice);
    }
}
