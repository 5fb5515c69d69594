package io.remithub.orchestrator.application;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The claims' parts of remittances, sealed: kept to be passed on, never opened here. */
public interface SealedClaims {

    record Place(String paymentId, int claimIndex) {}

    record Part(Place place, byte[] sealed) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    void add(List<Part> parts);

    Map<Place, byte[]> sealed(Collection<Place> places);
}
