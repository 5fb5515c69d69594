package io.remithub.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;

import io.opentelemetry.api.trace.Tracer;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.messaging.Cause;
import io.remithub.messaging.Traces;
import io.remithub.observability.MetricTable;
import io.remithub.observability.Scrape;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class ObservabilityTest {

    @TestHTTPResource(value = "/", management = true)
    String management;

    @Inject
    Tracer tracer;

    @Test
    void what_is_exposed_is_what_the_table_of_metrics_says() {
        var exposed = given().baseUri(management).get("/metrics").asString();

        assertThat(Scrape.of(exposed).differences(MetricTable.read(), "payment-intake-service"))
                .isEmpty();
    }

    @Test
    void ready_asks_the_database_and_neither_a_partner_nor_the_broker() {
        given().baseUri(management)
                .get("/health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("Database connections health check"))
                // Channels are listed with nothing to say: live and started speak of them.
                .body("checks.findAll { it.data }.name", contains("Database connections health check"));
    }

    @Test
    void started_is_who_has_subscribed_to_every_channel() {
        given().baseUri(management)
                .get("/health/started")
                .then()
                .statusCode(200)
                .body("checks.name", hasItem("Subscribed to every channel"));
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

        var requests = Scrape.of(given().baseUri(management).get("/metrics").asString()).samples().stream()
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
