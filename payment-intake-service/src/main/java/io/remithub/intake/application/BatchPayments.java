package io.remithub.intake.application;

import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.Payment;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.PaymentState;
import io.remithub.intake.domain.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Payments for commands, within a batch that is locked. */
public interface BatchPayments {

    Optional<BatchId> batchOf(TenantId tenant, PaymentId payment);

    /** Locked, so that what becomes of it meanwhile is not written over. */
    Optional<PaymentState> lock(TenantId tenant, PaymentId payment);

    /** Those of the batch that are so called; removed ones are not. */
    List<PaymentState> of(BatchId batch, Collection<PaymentId> payments);

    /** Those in which payments of the batch are shown; removed ones are not looked at. */
    Set<String> statuses(BatchId batch);

    /** Shown as released until the command is answered. */
    void release(PayerCommand command, Collection<PaymentId> payments);

    /** Keeps what it was, for the case that the command loses. */
    void replace(PayerCommand command, Payment payment, byte[] request);

    /** Likewise. */
    void remove(PayerCommand command, PaymentId payment);
}
