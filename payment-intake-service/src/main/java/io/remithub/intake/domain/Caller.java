package io.remithub.intake.domain;

import java.util.Set;

/**
 * Who asks, as the API key says.
 *
 * @param keyId the key's public id, never the key
 */
public record Caller(TenantId tenant, String keyId, Set<String> scopes) {

    public boolean may(Scope scope) {
        return scopes.contains(scope.wire());
    }

    public boolean maySeePatients() {
        return may(Scope.PHI_READ);
    }
}
