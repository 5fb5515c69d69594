package io.remithub.intake.inbound.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.remithub.intake.inbound.rest.body.Faulty;
import io.remithub.messaging.PayloadTooLarge;
import io.remithub.messaging.TransientFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What no resource answers itself. */
@ApplicationScoped
class ProblemMappers implements ProblemPostProcessor {

    private static final Map<Integer, String> CODES = Map.of(
            400,
            "malformed-request",
            404,
            "not-found",
            405,
            "method-not-allowed",
            406,
            "not-acceptable",
            413,
            "body-too-large",
            415,
            "unsupported-media-type",
            500,
            "internal-error",
            503,
            "unavailable");

    @ServerExceptionMapper
    Response faulty(Faulty faulty) {
        return Problems.of(faulty).toResponse();
    }

    @ServerExceptionMapper
    Response tooLarge(PayloadTooLarge refused) {
        return Problems.PAYLOAD_TOO_LARGE
                .because("Its claims do not fit one event; send it as several payments.")
                .build()
                .toResponse();
    }

    @ServerExceptionMapper
    Response unwell(TransientFailure cause) {
        return HttpProblem.builder()
                .withType(Problems.typeOf("unavailable"))
                .withTitle("Try again")
                .withStatus(503)
                .withHeader("Retry-After", 1)
                .with("code", "unavailable")
                .build()
                .toResponse();
    }

    /** Every problem has a code and a type, those of the framework too. */
    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getParameters().containsKey("code")) {
            return problem;
        }
        String code = CODES.getOrDefault(problem.getStatusCode(), "refused");
        return HttpProblem.builder(problem)
                .withType(Problems.typeOf(code))
                .with("code", code)
                .build();
    }
}
