package io.remithub.intake.inbound.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * The payer's guide writes one path in several ways. All of them lead to the canonical one, served by the same
 * handlers: a redirect would lose the body of a POST.
 */
class CanonicalPath {

    private static final Pattern SLASHES = Pattern.compile("/{2,}");
    private static final Pattern PAYMENTS = Pattern.compile("^/api/issue/v1/payments(?=/|$)");
    private static final Pattern TRACE = Pattern.compile("^/trace$");

    @ServerRequestFilter(preMatching = true)
    void normalise(ContainerRequestContext request) {
        UriInfo uri = request.getUriInfo();
        String path = uri.getRequestUri().getRawPath();
        String single = SLASHES.matcher(path).replaceAll("/");
        String canonical = TRACE.matcher(PAYMENTS.matcher(single).replaceFirst("/api/v1/payments"))
                .replaceFirst("/api/v1/trace");
        if (!canonical.equals(path)) {
            request.setRequestUri(
                    uri.getRequestUriBuilder().replacePath(canonical).build());
        }
    }
}
