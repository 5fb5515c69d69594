package io.remithub.sandbox.script;

import static io.remithub.sandbox.Sandbox.charge;
import static io.remithub.sandbox.Sandbox.claim;
import static io.remithub.sandbox.Sandbox.decoda;
import static io.remithub.sandbox.Sandbox.integrex;
import static io.remithub.sandbox.Sandbox.nexHealth;
import static io.remithub.sandbox.Sandbox.payment;
import static io.remithub.sandbox.Sandbox.script;
import static io.remithub.sandbox.Sandbox.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ScriptTest {
    private final String key = unique("HUB:");

    @TestHTTPResource("/")
    URI sandbox;

    @AfterEach
    void nothing_stays_scripted() {
        given().delete("/script").then().statusCode(204);
    }

    @Test
    void a_scripted_status_takes_the_place_of_the_work_as_often_as_told() {
        script("""
                {'partner':'nexhealth','operation':'create-transaction','times':2,'status':503,
                 'headers':{'Retry-After':'1'},'body':{'error':['busy']}}
                """);

        for (var i = 0; i < 2; i++) {
            nexHealth()
                    .body(payment(key))
                    .post("/nexhealth/payment_transactions")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "1")
                    .body("error[0]", equalTo("busy"));
        }
        assertThat(transactions()).isEmpty();
        nexHealth()
                .body(payment(key))
                .post("/nexhealth/payment_transactions")
                .then()
                .statusCode(202);
    }

    @Test
    void a_script_applies_only_to_the_calls_that_match() {
        script(
                "{'partner':'nexhealth','operation':'create-transaction','match':{'patient_id':'77','transaction_id':'HUB:*'},'status':500}");

        nexHealth()
                .body(payment(key))
                .post("/nexhealth/payment_transactions")
                .then()
                .statusCode(202);
        nexHealth()
                .body(payment(key, "patient_id", "77"))
                .post("/nexhealth/payment_transactions")
                .then()
                .statusCode(500);
    }

    @Test
    void a_script_without_an_operation_applies_to_the_whole_partner_and_to_no_other() {
        script("{'partner':'decoda','times':-1,'status':429}");

        decoda().body(charge(key)).post("/decoda/v1/charge/create").then().statusCode(429);
        decoda().get("/decoda/v1/charge/list").then().statusCode(429);
        integrex().body(claim()).post("/integrex/claim-info").then().statusCode(oneOf(200, 202));
    }

    @Test
    void scripts_are_listed_with_their_counts_until_they_are_used_up_or_deleted() {
        int id = script("{'partner':'decoda','operation':'list-charges','times':2,'status':500}")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        decoda().get("/decoda/v1/charge/list");

        given().get("/script")
                .then()
                .body("scripts", hasSize(1))
                .body("scripts[0].id", equalTo(id))
                .body("scripts[0].used", equalTo(1))
                .body("scripts[0].left", equalTo(1))
                .body("scripts[0].status", equalTo(500));
        decoda().get("/decoda/v1/charge/list");
        given().get("/script").then().body("scripts", hasSize(0));

        int other = script("{'partner':'decoda','status':500}").path("id");
        given().delete("/script/" + other).then().statusCode(204);
        given().delete("/script/" + other).then().statusCode(404);
    }

    @Test
    void a_script_that_says_nothing_sensible_is_refused() {
        script("{'partner':'nexhealth','operaton':'create-transaction'}").then().statusCode(400);
        script("{'partner':'nexhealth','operation':'create-charge'}")
                .then()
                .statusCode(400)
                .body("errors", hasItem("operation is unknown for this partner"));
        script("{'partner':'stripe'}").then().statusCode(400);
        script("{'partner':'decoda','times':0,'status':700,'shape':'star'}")
                .then()
                .statusCode(400)
                .body("errors", hasSize(3));
        given().get("/script").then().body("scripts", hasSize(0));
    }

    @Test
    void a_lost_answer_closes_the_socket_after_the_work_is_done() {
        script("{'partner':'decoda','operation':'create-charge','loseAnswer':true}");

        assertThatThrownBy(() -> send("/decoda/v1/charge/create", charge(key), Duration.ofSeconds(5)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);

        assertThat(charges()).hasSize(1);
        given().get("/requests?reference=" + key).then().body("requests[0].status", equalTo(0));
    }

    @Test
    void a_lost_request_closes_the_socket_and_does_nothing() {
        script("{'partner':'decoda','operation':'create-charge','loseRequest':true}");

        assertThatThrownBy(() -> send("/decoda/v1/charge/create", charge(key), Duration.ofSeconds(5)))
                .isInstanceOf(IOException.class);

        assertThat(charges()).isEmpty();
    }

    @Test
    void an_answer_that_never_comes_leaves_the_client_waiting_with_the_work_done() {
        script("{'partner':'decoda','operation':'create-charge','neverAnswer':true}");

        assertThatThrownBy(() -> send("/decoda/v1/charge/create", charge(key), Duration.ofSeconds(1)))
                .isInstanceOf(HttpTimeoutException.class);

        assertThat(charges()).hasSize(1);
    }

    @Test
    void a_delayed_request_is_worked_on_even_when_the_client_has_left() {
        script("{'partner':'decoda','operation':'create-charge','delay':'PT1S'}");

        assertThatThrownBy(() -> send("/decoda/v1/charge/create", charge(key), Duration.ofMillis(300)))
                .isInstanceOf(HttpTimeoutException.class);

        assertThat(charges()).isEmpty();
        await().untilAsserted(() -> assertThat(charges()).hasSize(1));
    }

    @Test
    void an_answer_that_comes_late_comes_after_the_work() {
        script("{'partner':'decoda','operation':'create-charge','answerAfter':'PT1S'}");

        assertThatThrownBy(() -> send("/decoda/v1/charge/create", charge(key), Duration.ofMillis(500)))
                .isInstanceOf(HttpTimeoutException.class);

        assertThat(charges()).hasSize(1);
    }

    @Test
    void a_refused_token_consumes_no_script() {
        script("{'partner':'integrex','operation':'poll-claim','status':500}");

        given().auth()
                .oauth2("invented")
                .get("/integrex/claim-info?id=1")
                .then()
                .statusCode(401);

        integrex().get("/integrex/claim-info?id=1").then().statusCode(500);
    }

    @Test
    void requests_are_logged_with_their_trace_and_without_bodies() {
        var traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        nexHealth()
                .header("traceparent", traceparent)
                .body(payment(key))
                .post("/nexhealth/payment_transactions")
                .then()
                .statusCode(202);

        given().get("/requests?partner=nexhealth&operation=create-transaction&reference=" + key)
                .then()
                .body("requests", hasSize(1))
                .body("requests[0].method", equalTo("POST"))
                .body("requests[0].path", equalTo("/nexhealth/payment_transactions"))
                .body("requests[0].status", equalTo(202))
                .body("requests[0].traceparent", equalTo(traceparent))
                .body("requests[0].body", nullValue());
        integrex().body(claim()).post("/integrex/claim-info");
        assertThat(given().get("/requests?partner=integrex").asString()).doesNotContain("Shephard", "MBR0042");

        given().delete("/requests").then().statusCode(204);
        given().get("/requests").then().body("requests", hasSize(0));
    }

    private void send(String path, String body, Duration timeout) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            client.send(
                    HttpRequest.newBuilder(sandbox.resolve(path))
                            .timeout(timeout)
                            .header("API-KEY", "key")
                            .header("TENANT", "every-health")
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    private List<Object> charges() {
        return given().get("/ledger/decoda").path("charges.findAll { it.externalId == '%s' }".formatted(key));
    }

    private List<Object> transactions() {
        return given().get("/ledger/nexhealth")
                .path("transactions.findAll { it.transaction_id == '%s' }".formatted(key));
    }
}
