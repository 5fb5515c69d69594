package io.remithub.intake.application;

import io.remithub.intake.domain.Batch;
import io.remithub.intake.domain.Payment;
import io.remithub.intake.domain.Rejection.Taken;
import java.util.List;

public interface Payments {

    /**
     * Adds a batch with its only payment, and the request as it came.
     *
     * @return false when a reference is taken: the caller's transaction must not commit then
     */
    boolean add(Batch batch, Payment payment, byte[] request);

    /** Who else bears the references of these two, the client's request id first. */
    List<Taken> othersThatBear(Batch batch, Payment payment);

    /** To be added to a batch. */
    NewPayments into(Batch batch);
}
