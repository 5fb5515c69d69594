package io.remithub.intake.application;

import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.TenantId;
import java.util.Optional;

/** Payments, to be read: a tenant's, unless it says otherwise. */
public interface PaymentViews {

    Optional<PaymentView> find(TenantId tenant, PaymentId payment);

    Optional<DetailedView> findDetails(TenantId tenant, PaymentId payment);

    /** Whichever tenant's it is. */
    Optional<DetailedView> findDetails(PaymentId payment);

    /** Stable while more comes in, and as quick at the end as at the beginning. */
    Page<PaymentView> page(TenantId tenant, PaymentFilter filter, Slice slice);
}
