package io.remithub.sandbox;

import static io.remithub.sandbox.Sandbox.charge;
import static io.remithub.sandbox.Sandbox.claim;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.remithub.sandbox.webhook.Receiver;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With credentials, secrets and short times configured. */
@QuarkusTest
@TestProfile(StrictTest.Strict.class)
class StrictTest {
    public static class Strict implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("sandbox.integrex.client-id", "hub"),
                    Map.entry("sandbox.integrex.client-secret", "s3cret"),
                    Map.entry("sandbox.integrex.token-lifetime", "PT5M"),
                    Map.entry("sandbox.nexhealth.api-key", "nex-key"),
                    Map.entry("sandbox.decoda.api-key", "decoda-key"),
                    Map.entry("NEXHEALTH_WEBHOOK_SECRET", "nex-secret"),
                    Map.entry("DECODA_WEBHOOK_SECRET", "decoda-secret"),
                    Map.entry("sandbox.ticket-ttl", "PT1S"),
                    Map.entry("sandbox.pending-polls", "0"),
                    Map.entry("sandbox.webhook.give-up-after", "PT0.5S"));
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(ConfiguredTarget.class));
        }
    }

    public static class ConfiguredTarget implements QuarkusTestResourceLifecycleManager {
        private final Receiver receiver = new Receiver();

        @Override
        public Map<String, String> start() {
            return Map.of("DECODA_WEBHOOK_TARGET", receiver.url());
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(receiver, field -> field.getName().equals("configuredTarget"));
        }

        @Override
        public void stop() {
            receiver.close();
        }
    }

    Receiver configuredTarget;

    @Test
    void only_the_configured_credentials_are_accepted() {
        given().auth()
                .preemptive()
                .basic("hub", "wrong")
                .formParam("grant_type", "client_credentials")
                .post("/integrex/auth")
                .then()
                .statusCode(401);
        given().header("Authorization", "wrong")
                .header("Nex-Api-Version", "v20240412")
                .post("/nexhealth/authenticates")
                .then()
                .statusCode(401);
        given().header("API-KEY", "wrong")
                .header("TENANT", "t")
                .get("/decoda/v1/charge/list")
                .then()
                .statusCode(401);
        given().header("API-KEY", "decoda-key")
                .header("TENANT", "t")
                .get("/decoda/v1/charge/list")
                .then()
                .statusCode(200);
    }

    @Test
    void a_ticket_is_forgotten_after_its_time_to_live() {
        var token = given().auth()
                .preemptive()
                .basic("hub", "s3cret")
                .formParam("grant_type", "client_credentials")
                .post("/integrex/auth");
        token.then().body("expires_in", equalTo(300));
        RequestSpecification integrex =
                given().auth().oauth2(token.path("access_token")).contentType(ContentType.JSON);
        String id = given().spec(integrex)
                .body(claim())
                .post("/integrex/claim-info")
                .path("id");
        given().spec(integrex).get("/integrex/claim-info?id=" + id).then().statusCode(200);

        await().untilAsserted(() -> given().spec(integrex)
                .get("/integrex/claim-info?id=" + id)
                .then()
                .statusCode(404));
        given().get("/ledger/integrex")
                .then()
                .body("tickets.find { it.id == '%s' }.state".formatted(id), equalTo("Expired"));
    }

    @Test
    void the_decoda_target_and_secret_come_from_the_environment() throws Exception {
        given().header("API-KEY", "decoda-key")
                .header("TENANT", "t")
                .contentType(ContentType.JSON)
                .body(charge("by-environment"))
                .post("/decoda/v1/charge/create")
                .then()
                .statusCode(200);

        await().untilAsserted(() ->
                assertThat(configuredTarget.about("by-environment")).hasSize(1));
        var message = configuredTarget.about("by-environment").getFirst();
        assertThat(message.signature()).isEqualTo(Receiver.hmac(message.body(), "decoda-secret"));
    }

    @Test
    void an_endpoint_that_never_answers_2xx_is_switched_off_and_can_be_switched_on_again() {
        try (var receiver = new Receiver()) {
            receiver.answer(500);
            var registered = nexHealth()
                    .body("{\"target_url\":\"%s\"}".formatted(receiver.url()))
                    .post("/nexhealth/webhook_endpoints");
            registered.then().body("data.secret_key", equalTo("nex-secret"));
            int id = registered.path("data.id");
            nexHealth()
                    .body("{\"resource_type\":\"PaymentTransaction\",\"event\":\"payment_transaction_insertion\"}")
                    .post("/nexhealth/webhook_endpoints/%d/webhook_subscriptions".formatted(id))
                    .then()
                    .statusCode(201);
            nexHealth()
                    .body(Sandbox.payment(Sandbox.unique("HUB:")))
                    .post("/nexhealth/payment_transactions")
                    .then()
                    .statusCode(202);

            await().untilAsserted(() ->
                    nexHealth().get("/nexhealth/webhook_endpoints/" + id).then().body("data.active", equalTo(false)));

            nexHealth()
                    .body("{\"active\":true}")
                    .patch("/nexhealth/webhook_endpoints/" + id)
                    .then()
                    .body("data.active", equalTo(true));
        }
    }

    private static RequestSpecification nexHealth() {
        String token = given().header("Authorization", "nex-key")
                .header("Nex-Api-Version", "v20240412")
                .post("/nexhealth/authenticates")
                .path("data.token");
        return given().auth()
                .oauth2(token)
                .header("Nex-Api-Version", "v20240412")
                .queryParam("subdomain", "every-health")
                .queryParam("location_id", "101")
                .contentType(ContentType.JSON);
    }
}
