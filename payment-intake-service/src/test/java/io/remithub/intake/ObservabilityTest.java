package io.remithub.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Tracer;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.messaging.Cause;
import io.remithub.messaging.Traces;
import io.remithub.observability.ObservedService;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class ObservabilityTest extends ObservedService {

    @Inject
    Tracer tracer;

    ObservabilityTest() {
        super("payment-intake-service");
    }

    @Test
    void requests_are_counted_by_route_and_never_by_a_path_that_a_caller_wrote() {
        given().get("/api/v1/payments/jane-miller/nonsense").then().statusCode(404);
        given().get("/jane-miller").then().statusCode(404);
        given().delete("/api/v1/payments/jane-miller").then().statusCode(404);
        given().get("/api/v1/payments/batch/%032x/details".formatted(1)).then().statusCode(401);
        given().contentType("text/plain")
                .body("jane-miller")
                .post("/api/v1/payments")
                .then()
                .statusCode(415);
        given().contentType("application/json")
                .body("{}")
                .post("/api/v1/payments")
                .then()
                .statusCode(401);

        var requests = scrape().samples().stream()
                .filter(sample -> sample.series().equals("http_server_requests_seconds_count"))
                .map(sample ->
                        sample.labels().get("status") + " " + sample.labels().get("uri"))
                .toList();

        assertThat(requests)
                .contains("401 /api/v1/payments", "404 NOT_FOUND")
                .anyMatch(request -> request.startsWith("401 /api/v1/payments/batch/{batchId"))
                .noneMatch(request -> request.contains("jane-miller"));
    }

    @Test
    void without_a_collector_a_trace_goes_on_and_no_span_is_recorded_for_it() {
        try (var _ = Traces.resume(new Cause(null, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))) {
            var span = tracer.spanBuilder("anything").startSpan();

            assertThat(span.isRecording()).isFalse();
            assertThat(span.getSpanContext().getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        }
    }
}
