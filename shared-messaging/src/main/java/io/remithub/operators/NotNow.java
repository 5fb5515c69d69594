package io.remithub.operators;

import static io.remithub.operators.Refusal.UNAVAILABLE;

import io.remithub.messaging.TransientFailure;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What may go well a little later is no fault of whoever asked, nor ours for good. */
class NotNow {

    @ServerExceptionMapper
    Response of(TransientFailure cause, UriInfo asked) {
        return OperatorProblems.of(UNAVAILABLE.status(), UNAVAILABLE.code(), UNAVAILABLE.title())
                .withDetail("Nothing was stored; the same request may be sent again.")
                .withInstance(URI.create(asked.getRequestUri().getRawPath()))
                .withHeader("Retry-After", 1)
                .build()
                .toResponse();
    }
}
