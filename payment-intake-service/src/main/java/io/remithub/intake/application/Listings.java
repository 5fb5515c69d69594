package io.remithub.intake.application;

import io.remithub.intake.domain.TenantId;

/** What a tenant has, page by page: stable while more comes in, and as quick at the end as at the beginning. */
public interface Listings {

    Page<ListedPayment> payments(TenantId tenant, PaymentFilter filter, Slice slice);

    Page<BatchView> batches(TenantId tenant, BatchFilter filter, Slice slice);
}
