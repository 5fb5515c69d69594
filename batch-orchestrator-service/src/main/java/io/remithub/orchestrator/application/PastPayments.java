package io.remithub.orchestrator.application;

import io.remithub.orchestrator.domain.Payee;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What earlier payments asked for, and to whom money was released. */
public interface PastPayments {

    /**
     * One claim of a payment that came in.
     *
     * @param since what was accepted earlier is not alike
     */
    record Asked(
            String eventId, Payee payee, String issuerReferenceId, String claimKey, long paidAmount, Instant since) {}

    /** The events of those for which another payment, neither cancelled nor failed, asks alike. */
    Set<String> alike(List<Asked> asked);

    /** Those to whom something was released before. */
    Set<Payee> known(Collection<Payee> payees);
}
