package io.remithub.intake.application;

import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** A payment as its payer sees it. */
@ApplicationScoped
public class FindPayment {

    private final Payments payments;

    FindPayment(Payments payments) {
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
}
