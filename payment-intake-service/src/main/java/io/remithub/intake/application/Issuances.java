package io.remithub.intake.application;

import io.remithub.intake.domain.Issuance;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.PaymentState;
import io.remithub.intake.domain.TenantId;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What payments' money is asked to do, in the caller's transaction, within a batch that is locked. */
public interface Issuances {

    /** Nobody else changes it until the transaction ends. */
    Optional<PaymentState> lock(TenantId tenant, PaymentId payment);

    /** @param leadsTo what its payer is shown until the command is answered */
    void ask(PayerCommand command, PaymentId payment, Issuance leadsTo);

    /**
     * Keeps what an issuance is sent with, beside what the ones before it were.
     *
     * @param terms turns the request as it was into the one that is kept
     */
    void keepRequest(PayerCommand command, PaymentId payment, int issuance, UnaryOperator<byte[]> terms);
}
