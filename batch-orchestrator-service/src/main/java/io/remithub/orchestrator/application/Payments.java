package io.remithub.orchestrator.application;

import io.remithub.orchestrator.domain.ClaimKey;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.PaymentMove;
import io.remithub.orchestrator.domain.PaymentStatus;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The payments and their claims. Locked in the order of their ids, always. */
public interface Payments {

    List<Payment> lock(Collection<String> paymentIds);

    /** The next of a batch in one of the statuses but these, without waiting for those that somebody else has. */
    List<Payment> lockNext(String batchId, Set<PaymentStatus> statuses, Set<String> except, int limit);

    /** The ids of the same, whoever has them: neither locked nor loaded. */
    List<String> next(String batchId, Set<PaymentStatus> statuses, Set<String> except, int limit);

    /** Those that have waited beyond their time, likewise. */
    List<Payment> lockOverdue(Wait wait, Set<String> except, int limit);

    /** Their ids, likewise. */
    List<String> overdue(Wait wait, Set<String> except, int limit);

    boolean anyIn(String batchId, Set<PaymentStatus> statuses);

    /** The ids of those with a claim that is not registered yet. */
    Set<String> awaiting(Collection<ClaimKey> claims);

    void save(List<PaymentMove> moves);
}
