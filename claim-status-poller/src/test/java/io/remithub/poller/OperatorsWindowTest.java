package io.remithub.poller;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OperatorsWindowTest {

    @TestHTTPResource(value = "/", management = true)
    String management;

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/health/started"})
    void the_service_tells_on_the_management_port_alone_that_it_is_well(String path) {
        managed(path).then().statusCode(200).body("status", equalTo("UP"));
        RestAssured.get("/q" + path).then().statusCode(404);
    }

    @Test
    void it_shows_metrics_and_its_api() {
        managed("/metrics").then().statusCode(200);
        RestAssured.get("/q/metrics").then().statusCode(404);
        RestAssured.get("/q/openapi").then().statusCode(200).body(containsString("/tickets/{ticketId}"));
    }

    @Test
    void an_unknown_ticket_is_a_problem() {
        as("viewer")
                .get("/tickets/none")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", equalTo(404));
    }

    @ParameterizedTest
    @CsvSource({"viewer,404", "operator,404", "approver,404", "admin,404", "phi,404", "nobody,403"})
    void tickets_are_shown_to_whoever_has_a_role_that_sees_them(String person, int status) {
        as(person)
                .get("/tickets/none")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(status == 403 ? "forbidden" : "not-found"));
    }

    @Test
    void without_a_token_nothing_is_shown() {
        RestAssured.get("/tickets/none")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("unauthenticated"));
    }

    private Response managed(String path) {
        return RestAssured.given().baseUri(management).get(path);
    }

    private static RequestSpecification as(String person) {
        return RestAssured.given().header("Authorization", HubTestResource.bearer(person));
    }
}
