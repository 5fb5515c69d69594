package io.remithub.intake.application;

import io.remithub.intake.domain.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** A tenant's payments and batches, as many as one asks for at a time. */
@ApplicationScoped
public class FindPayments {

    private final Listings listings;

    FindPayments(Listings listings) {
        this.listings = listings;
    }

    @Transactional
    public Page<ListedPayment> payments(TenantId tenant, PaymentFilter filter, Slice slice) {
        return listings.payments(tenant, filter, slice);
    }

    @Transactional
    public Page<BatchView> batches(TenantId tenant, BatchFilter filter, Slice slice) {
        return listings.batches(tenant, filter, slice);
    }
}
