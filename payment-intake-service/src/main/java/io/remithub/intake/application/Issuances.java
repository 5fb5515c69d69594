package io.remithub.intake.application;

import io.remithub.intake.domain.Finding;
import io.remithub.intake.domain.Issuance;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.PaymentState;
import io.remithub.intake.domain.TenantId;
import java.util.List;
import java.util.Optional;

/** What payments' money is asked to do, in the caller's transaction, within a batch that is locked. */
public interface Issuances {

    /** Nobody else changes it until the transaction ends. */
    Optional<PaymentState> lock(TenantId tenant, PaymentId payment);

    /** @param leadsTo what its payer is shown until the command is answered */
    void ask(PayerCommand command, PaymentId payment, Issuance leadsTo);

    /** The request that a payment was sent with last. */
    byte[] request(TenantId tenant, PaymentState payment);

    /** Keeps what an issuance is sent with, and what was found of it, beside what the ones before it were. */
    void keepRequest(PayerCommand command, PaymentId payment, int issuance, byte[] request, List<Finding> findings);
}
