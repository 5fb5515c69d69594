package io.remithub.intake.domain;

import java.util.Set;

/**
 * Who asks, as the API key says.
 *
 * @param keyId the key's public id, never the key
 */
public record Caller(TenantId tenant, String keyId, Set<String> scopes) {

    private static final String READS_PATIENTS = "phi:read";

    public boolean maySeePatients() {
        return scopes.contains(READS_PATIENTS);
    }
}
