package io.remithub.orchestrator.application;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The claims' parts of remittances, sealed: kept to be passed on, never opened here. */
public interface SealedClaims {

    record Place(String paymentId, int claimIndex) {}

    record Part(Place place, byte[] sealed) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    /** @param replaced the payments whose earlier parts, if they have any, give way */
    void put(List<Part> parts, Set<String> replaced);

    Map<Place, byte[]> sealed(Collection<Place> places);
}
