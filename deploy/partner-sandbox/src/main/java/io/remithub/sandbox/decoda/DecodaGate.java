package io.remithub.sandbox.decoda;

import io.remithub.sandbox.SandboxConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Both headers are required. */
@ApplicationScoped
class DecodaGate {
    private final SandboxConfig.Decoda config;

    DecodaGate(SandboxConfig config) {
        this.config = config.decoda();
    }

    @ServerRequestFilter
    Optional<Response> check(ContainerRequestContext call) {
        if (!call.getUriInfo().getPath().startsWith("/decoda/")) {
            return Optional.empty();
        }
        var key = call.getHeaderString("API-KEY");
        if (isBlank(key) || !config.apiKey().map(key::equals).orElse(true)) {
            return Optional.of(DecodaResource.Failure.of(401, "Unauthorized", List.of()));
        }
        return isBlank(call.getHeaderString("TENANT"))
                ? Optional.of(DecodaResource.Failure.of(400, "Bad Request", List.of("TENANT header is required")))
                : Optional.empty();
    }

    private static boolean isBlank(@Nullable String value) {
        return value == null || value.isBlank();
    }
}
