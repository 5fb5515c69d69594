package io.remithub.intake.inbound.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** A problem answered before any resource is asked; the rest of the body is not waited for. */
record DoorRefusal(int status, String body) {

    static DoorRefusal of(Problems problem, String detail, ObjectMapper json) {
        try {
            return new DoorRefusal(
                    problem.status(),
                    json.writeValueAsString(problem.because(detail).build()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("problems are plain", impossible);
        }
    }

    void answer(RoutingContext routing) {
        routing.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, HttpProblem.MEDIA_TYPE.toString())
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(body)
                .onComplete(_ -> routing.request().connection().close());
    }
}
