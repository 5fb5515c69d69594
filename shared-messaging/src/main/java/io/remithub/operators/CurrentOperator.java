package io.remithub.operators;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** Who asks, as the token says. */
@RequestScoped
public class CurrentOperator {

    private final SecurityIdentity identity;

    CurrentOperator(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The token's subject, or {@code admin-key}. */
    public String name() {
        return identity.getPrincipal().getName();
    }

    /** @param role one of {@link Role} */
    public boolean may(String role) {
        return identity.hasRole(role);
    }
}
