package io.remithub.poller;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OperatorsWindowTest {

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/health/ready", "/q/health/started"})
    void the_service_tells_that_it_is_well(String path) {
        RestAssured.get(path).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void it_shows_metrics_and_its_api() {
        RestAssured.get("/q/metrics").then().statusCode(200);
        RestAssured.get("/q/openapi").then().statusCode(200).body(containsString("/tickets/{ticketId}"));
    }

    @Test
    void an_unknown_ticket_is_a_problem() {
        RestAssured.get("/tickets/none")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", equalTo(404));
    }
}
