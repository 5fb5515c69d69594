package io.remithub.messaging.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.security.MessageDigest;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** No key, no answer. */
@ApplicationScoped
class AdminKeyFilter {

    private static final String HEADER = "Admin-Key";
    private static final int SHORTEST = 16;

    private final byte[] key;

    AdminKeyFilter(AdminConfig config) {
        this.key = config.key().getBytes(UTF_8);
    }

    void check(@Observes StartupEvent starting) {
        if (key.length < SHORTEST) {
            throw new IllegalStateException("ADMIN_KEY is shorter than " + SHORTEST + " characters");
        }
    }

    @ForOperators
    @ServerRequestFilter
    public void authenticate(ContainerRequestContext request) {
        @Nullable String sent = request.getHeaderString(HEADER);
        if (sent == null || !MessageDigest.isEqual(key, sent.getBytes(UTF_8))) {
            throw OperatorProblems.of(401, "admin-key-unknown", "No valid Admin-Key")
                    .withDetail("Send the key of this installation in the header Admin-Key.")
                    .build();
        }
    }
}
