package io.remithub.intake.application;

import io.remithub.intake.domain.TenantId;
import java.time.Instant;
import java.util.Map;

/** Which claims are registered, and in which revision. */
public interface Registrations {

    /**
     * Puts these registrations in place, in one order for everybody.
     *
     * @param fingerprints of each registration's content, by its claim key
     * @return the revision of each one that is new or has changed, by its claim key
     */
    Map<String, Long> put(TenantId tenant, Map<String, byte[]> fingerprints, Instant now);
}
