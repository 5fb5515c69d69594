package io.remithub.sandbox.ledger;

import static io.remithub.sandbox.Sandbox.charge;
import static io.remithub.sandbox.Sandbox.claim;
import static io.remithub.sandbox.Sandbox.decoda;
import static io.remithub.sandbox.Sandbox.integrex;
import static io.remithub.sandbox.Sandbox.nexHealth;
import static io.remithub.sandbox.Sandbox.payment;
import static io.remithub.sandbox.Sandbox.unique;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LedgerTest {

    @TestHTTPResource(value = "/", management = true)
    String management;

    @Test
    void the_page_shows_all_three_ledgers() {
        var key = unique("HUB:");
        nexHealth().body(payment(key)).post("/nexhealth/payment_transactions");
        decoda().body(charge("external-" + key)).post("/decoda/v1/charge/create");
        integrex().body(claim("trackingId1", "tracking-" + key)).post("/integrex/claim-info");

        given().get("/")
                .then()
                .statusCode(200)
                .contentType(ContentType.HTML)
                .body(containsString(key))
                .body(containsString("$1500.00"))
                .body(containsString("external-" + key))
                .body(containsString("$100.00"))
                .body(containsString("tracking-" + key))
                .body(not(containsString("Shephard")));
    }

    @Test
    void deleting_the_ledgers_forgets_business_and_keeps_registrations() {
        nexHealth().body(payment(unique("HUB:"))).post("/nexhealth/payment_transactions");
        int endpoint = nexHealth()
                .body("{\"target_url\":\"http://localhost:1/hook\"}")
                .post("/nexhealth/webhook_endpoints")
                .path("data.id");

        given().delete("/ledger").then().statusCode(204);

        given().get("/ledger/nexhealth").then().body("transactions", hasSize(0)).body("adjustments", hasSize(0));
        given().get("/ledger/decoda").then().body("charges", hasSize(0));
        given().get("/ledger/integrex").then().body("tickets", hasSize(0));
        nexHealth().get("/nexhealth/webhook_endpoints/" + endpoint).then().statusCode(200);
        given().get("/ledger/stripe").then().statusCode(404);
    }

    @Test
    void it_is_healthy() {
        given().baseUri(management).get("/health").then().statusCode(200).body("status", equalTo("UP"));
    }
}
