package io.remithub.intake.application;

import io.remithub.intake.domain.Caller;
import io.remithub.intake.domain.PaymentState;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What the orchestrator is told of a payment's money, within the caller's transaction; each gives the event's id. */
public interface IssuanceEvents {

    String voidRequested(PaymentState payment, Caller caller);

    /** @param payeeKey null: the payee that it had */
    String reissueRequested(
            PaymentState payment, @Nullable String payeeKey, @Nullable String remitMethod, Caller caller);

    String settled(PaymentState payment, LocalDate on, Caller caller);
}
