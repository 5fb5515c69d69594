package io.remithub.intake.application;

import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Payments as they are seen. */
@ApplicationScoped
public class FindPayment {

    private final PaymentViews payments;

    FindPayment(PaymentViews payments) {
        this.payments = payments;
    }

    @Transactional
    public Optional<PaymentView> find(TenantId tenant, PaymentId payment) {
        return payments.find(tenant, payment);
    }

    @Transactional
    public Optional<DetailedView> findDetails(TenantId tenant, PaymentId payment) {
        return payments.findDetails(tenant, payment);
    }

    /** Whichever tenant's it is. */
    @Transactional
    public Optional<DetailedView> findDetails(PaymentId payment) {
        return payments.findDetails(payment);
    }

    @Transactional
    public Page<PaymentView> page(TenantId tenant, PaymentFilter filter, Slice slice) {
        return payments.page(tenant, filter, slice);
    }
}
