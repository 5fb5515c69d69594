package io.remithub.orchestrator.application;

import io.remithub.orchestrator.domain.BatchMove;
import io.remithub.orchestrator.domain.ClaimKey;
import io.remithub.orchestrator.domain.PaymentMove;
import io.remithub.orchestrator.domain.Trigger;
import java.util.List;
import java.util.Map;

/** What the rest of the hub, and the public, get to know of a transaction. */
public interface Announcements {

    void announce(List<PaymentMove> payments, List<BatchMove> batches, List<Refusal> refusals, SealedParts parts);

    /** Asks posting to compare them with the ledger again. */
    void check(List<Reconciliations.Confirmed> postings, Trigger trigger);

    /** What commands carry, sealed. */
    record SealedParts(Map<SealedClaims.Place, byte[]> claims, Map<ClaimKey, byte[]> registrations) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }
}
