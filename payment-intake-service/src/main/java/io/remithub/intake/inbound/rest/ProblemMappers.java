package io.remithub.intake.inbound.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.remithub.intake.inbound.rest.body.Faulty;
import io.remithub.messaging.PayloadTooLarge;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.RollbackException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What no resource answers itself. */
@ApplicationScoped
class ProblemMappers {

    @ServerExceptionMapper
    Response faulty(Faulty faulty, UriInfo asked) {
        return at(asked, Problems.of(faulty));
    }

    @ServerExceptionMapper
    Response tooLarge(PayloadTooLarge refused, UriInfo asked) {
        return at(
                asked,
                Problems.PAYLOAD_TOO_LARGE
                        .because("Its claims do not fit one event; send it as several payments.")
                        .build());
    }

    /** The rest of the body is not waited for. */
    @ServerExceptionMapper
    Response tooSlow(ComingBody.TooSlow cause, UriInfo asked, RoutingContext routing) {
        routing.addEndHandler(_ -> routing.request().connection().close());
        return at(
                asked,
                Problems.TOO_SLOW
                        .because("The body took too long; nothing was stored.")
                        .build());
    }

    /** The rest of what may have no end is not waited for. */
    @ServerExceptionMapper
    Response tooMuch(ComingBody.TooLarge cause, UriInfo asked, RoutingContext routing) {
        if (routing.request().getHeader(HttpHeaders.CONTENT_LENGTH) == null) {
            routing.addEndHandler(_ -> routing.request().connection().close());
        }
        return at(
                asked,
                Problems.BODY_TOO_LARGE
                        .because("A body has at most %d bytes here.".formatted(cause.most()))
                        .build());
    }

    /** Whoever sent it has gone. */
    @ServerExceptionMapper
    Response brokenOff(IOException cause, UriInfo asked) {
        return at(asked, Problems.MALFORMED.because("The body broke off.").build());
    }

    /** A commit of which nobody knows whether it took place. */
    @ServerExceptionMapper
    Response undecided(RollbackException cause, UriInfo asked) {
        return at(
                asked,
                Problems.UNAVAILABLE
                        .because("Send the same request again: it is answered by what has become of this one.")
                        .withHeader("Retry-After", 1)
                        .build());
    }

    private static Response at(UriInfo asked, HttpProblem problem) {
        return HttpProblem.builder(problem)
                .withInstance(URI.create(asked.getRequestUri().getRawPath()))
                .build()
                .toResponse();
    }
}
