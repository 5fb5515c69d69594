package io.remithub.intake.inbound.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.remithub.intake.config.IntakeConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/** A body that says that it is too large is refused before it is read; the server cuts off those that do not say. */
@ApplicationScoped
class BodyLimit {

    private static final int AFTER_REQUEST_IDS = 900;
    private static final int LONGEST_LENGTH = 18;

    private final long limit;
    private final String refusal;

    BodyLimit(IntakeConfig config, ObjectMapper json) throws JsonProcessingException {
        this.limit = config.largestBody().asLongValue();
        this.refusal = json.writeValueAsString(Problems.BODY_TOO_LARGE
                .because("A body has at most " + limit + " bytes.")
                .build());
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_REQUEST_IDS);
    }

    private void check(RoutingContext routing) {
        if (isTooLarge(routing.request().getHeader(HttpHeaders.CONTENT_LENGTH))) {
            routing.response()
                    .setStatusCode(Problems.BODY_TOO_LARGE.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, HttpProblem.MEDIA_TYPE.toString())
                    .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                    .end(refusal)
                    .onComplete(_ -> routing.request().connection().close());
        } else {
            routing.next();
        }
    }

    private boolean isTooLarge(@Nullable String length) {
        return length != null && (length.length() > LONGEST_LENGTH || Long.parseLong(length) > limit);
    }
}
