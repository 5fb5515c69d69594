package io.remithub.orchestrator.application;

import io.remithub.orchestrator.domain.ClaimKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Registered claims, sealed. There is a row for each claim that a payment names or a practice registered, whichever came
 * first; both lock it, in the order of the keys, so that neither can miss the other.
 */
public interface Registrations {

    record Registration(ClaimKey claim, long revision, byte[] sealed) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    /** Locks the claims until the end of the transaction. @return which of them are registered */
    Set<ClaimKey> lock(Collection<ClaimKey> claims);

    /** Locks likewise; the highest revision counts. */
    void register(List<Registration> registrations);

    Map<ClaimKey, byte[]> sealed(Collection<ClaimKey> claims);
}
