package io.remithub.posting;

import static io.remithub.posting.Claims.aClaim;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class OperationsTest {

    @TestHTTPResource(value = "/", management = true)
    String management;

    @Inject
    Claims claims;

    @Test
    void a_payment_s_postings_show_their_state_and_history_and_no_patient() {
        var stubs = new Stubs();
        stubs.usual();
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.taken());
        claims.ask(claim);
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> as("viewer")
                .get("/postings?paymentId=" + claim.paymentId)
                .then()
                .statusCode(200)
                .body("data.find { it.purpose == 'PAYMENT' }.state", equalTo("ACCEPTED"))
                .body("data.find { it.purpose == 'PAYMENT' }.amount", equalTo(1500.0f))
                .body(
                        "data.find { it.purpose == 'PAYMENT' }.history.to",
                        hasItems("PLANNED", "ATTEMPTED", "ACCEPTED")));

        managed("/metrics")
                .then()
                .body(matchesPattern("(?s).*hub_partner_calls_seconds_count\\{answer=\"202\",[^}]*"
                        + "operation=\"payment_transactions\",partner=\"nexhealth\".*"));
        assertThat(as("viewer").get("/postings?paymentId=" + claim.paymentId).asString())
                .doesNotContain("Canary")
                .doesNotContain(Long.toString(claim.patient));
    }

    @Test
    void open_postings_are_counted_by_partner_state_and_age() {
        managed("/metrics")
                .then()
                .body(
                        matchesPattern(
                                "(?s).*hub_postings\\{age=\"1h\",[^}]*partner=\"nexhealth\",state=\"WAITING\"[^}]*} [0-9.]+.*"));
    }

    @ParameterizedTest
    @CsvSource({"viewer,200", "operator,200", "approver,200", "admin,200", "phi,200", "nobody,403"})
    void postings_are_shown_to_whoever_has_a_role_that_sees_them(String person, int status) {
        var answer = as(person).get("/postings?paymentId=none").then().statusCode(status);
        if (status == 403) {
            answer.contentType("application/problem+json").body("code", equalTo("forbidden"));
        }
    }

    @Test
    void without_a_token_nothing_is_shown() {
        get("/postings?paymentId=none")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("unauthenticated"));
    }

    @Test
    void it_tells_how_it_is_on_the_management_port_alone() {
        get("/q/openapi").then().header("X-Request-Id", matchesPattern("[0-9a-f]{32}"));
        for (var probe : new String[] {"live", "ready", "started"}) {
            managed("/health/" + probe).then().statusCode(200);
            get("/q/health/" + probe).then().statusCode(404);
        }
        managed("/metrics").then().statusCode(200).body(containsString("jvm_"));
        get("/q/metrics").then().statusCode(404);
        get("/q/openapi").then().statusCode(200).body(containsString("/postings/{id}/links"));
    }

    private Response managed(String path) {
        return given().baseUri(management).get(path);
    }

    private static RequestSpecification as(String person) {
        return given().header("Authorization", HubTestResource.bearer(person));
    }
}
