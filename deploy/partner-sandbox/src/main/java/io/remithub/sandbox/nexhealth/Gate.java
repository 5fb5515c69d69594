package io.remithub.sandbox.nexhealth;

import io.remithub.sandbox.SandboxConfig;
import io.remithub.sandbox.token.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets calls in that carry a living token, a version, and the institution and location that they are about. */
@ApplicationScoped
class Gate {
    private static final String ROOT = "/nexhealth/";

    private final SandboxConfig.NexHealth config;
    private final Tokens tokens;

    Gate(SandboxConfig config, Clock clock) {
        this.config = config.nexhealth();
        this.tokens = new Tokens(clock);
    }

    boolean knows(@Nullable String apiKey) {
        return apiKey != null
                && !apiKey.isBlank()
                && config.apiKey().map(apiKey::equals).orElse(true);
    }

    String issue(@Nullable Duration lifetime) {
        return tokens.issue(lifetime == null ? config.tokenLifetime() : lifetime);
    }

    @ServerRequestFilter
    Optional<Response> check(ContainerRequestContext call) {
        var path = call.getUriInfo().getPath();
        if (!path.startsWith(ROOT)) {
            return Optional.empty();
        }
        if (isBlank(call.getHeaderString("Nex-Api-Version"))) {
            return Optional.of(Envelope.refused(400, "Nex-Api-Version header is missing"));
        }
        if (path.equals(ROOT + "authenticates")) {
            return Optional.empty();
        }
        if (!tokens.admits(call.getHeaderString("Authorization"))) {
            return Optional.of(Envelope.refused(401, "Unauthorized"));
        }
        var scope = call.getUriInfo().getQueryParameters();
        var registration = path.startsWith(ROOT + "webhook_endpoints");
        if (!registration && (isBlank(scope.getFirst("subdomain")) || isBlank(scope.getFirst("location_id")))) {
            return Optional.of(Envelope.refused(400, "subdomain and location_id are required"));
        }
        return Optional.empty();
    }

    private static boolean isBlank(@Nullable String value) {
        return value == null || value.isBlank();
    }
}
