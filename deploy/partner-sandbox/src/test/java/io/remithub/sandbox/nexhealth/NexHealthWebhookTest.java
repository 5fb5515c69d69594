package io.remithub.sandbox.nexhealth;

import static io.remithub.sandbox.Sandbox.adjustment;
import static io.remithub.sandbox.Sandbox.nexHealth;
import static io.remithub.sandbox.Sandbox.payment;
import static io.remithub.sandbox.Sandbox.script;
import static io.remithub.sandbox.Sandbox.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.remithub.sandbox.webhook.Receiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NexHealthWebhookTest {
    private final String subdomain = unique("practice-");
    private Receiver receiver;
    private String secret;
    private int endpoint;

    @BeforeEach
    void subscribe() {
        receiver = new Receiver();
        var registered = nexHealth()
                .body("{\"target_url\":\"%s\"}".formatted(receiver.url()))
                .post("/nexhealth/webhook_endpoints");
        registered.then().statusCode(201).body("data.active", equalTo(true));
        secret = registered.path("data.secret_key");
        endpoint = registered.path("data.id");
        subscribe("PaymentTransaction", "payment_transaction_insertion");
        subscribe("AdjustmentTransaction", "adjustment_transaction_insertion");
    }

    @AfterEach
    void stop() {
        receiver.close();
        given().delete("/script").then().statusCode(204);
    }

    @Test
    void an_insertion_is_told_signed_over_the_raw_body() throws Exception {
        var key = unique("HUB:");
        long id = pay(payment(key));

        await().untilAsserted(() -> assertThat(receiver.about(key)).hasSize(1));
        var message = receiver.about(key).getFirst();
        assertThat(message.signature()).isEqualTo(Receiver.hmac(message.body(), secret));
        var json = message.json();
        assertThat(json.getString("resource_type")).isEqualTo("PaymentTransaction");
        assertThat(json.getString("event")).isEqualTo("payment_transaction_insertion");
        assertThat(json.getString("status")).isEqualTo("complete");
        assertThat(json.getString("event_time")).isNotNull();
        assertThat(json.getLong("data.payment_transaction.id")).isEqualTo(id);
        assertThat(json.getString("data.payment_transaction.transaction_id")).isEqualTo(key);
        assertThat(json.getString("data.payment_transaction.error")).isNull();
    }

    @Test
    void a_failed_insertion_is_told_with_its_error() {
        var key = unique("HUB:");
        script("{'partner':'nexhealth','operation':'create-transaction','failInsertion':'Ledger is locked'}");
        pay(payment(key));

        await().untilAsserted(() -> assertThat(receiver.about(key)).hasSize(1));
        var json = receiver.about(key).getFirst().json();
        assertThat(json.getString("status")).isEqualTo("failed");
        assertThat(json.getString("data.payment_transaction.error")).isEqualTo("Ledger is locked");
    }

    @Test
    void an_adjustment_has_an_event_of_its_own() {
        var key = unique("HUB:");
        nexHealth(subdomain, "101")
                .body(adjustment(key))
                .post("/nexhealth/adjustment_transactions")
                .then()
                .statusCode(202);

        await().untilAsserted(() -> assertThat(receiver.about(key)).hasSize(1));
        var json = receiver.about(key).getFirst().json();
        assertThat(json.getString("resource_type")).isEqualTo("AdjustmentTransaction");
        assertThat(json.getString("event")).isEqualTo("adjustment_transaction_insertion");
        assertThat(json.getString("data.adjustment_transaction.transaction_id")).isEqualTo(key);
    }

    @Test
    void delivery_is_tried_again_until_the_receiver_says_2xx() {
        var key = unique("HUB:");
        receiver.answer(503);
        pay(payment(key));
        await().untilAsserted(() -> assertThat(receiver.attempts()).isGreaterThan(2));

        receiver.answer(200);

        await().untilAsserted(() -> assertThat(receiver.about(key)).hasSize(1));
    }

    @Test
    void a_receiver_that_was_down_gets_its_message_when_it_is_back() {
        var key = unique("HUB:");
        var port = receiver.port();
        receiver.close();
        long id = pay(payment(key));
        await().untilAsserted(() -> given().get("/ledger/nexhealth")
                .then()
                .body("transactions.find { it.id == %d }.status".formatted(id), equalTo("complete")));

        receiver = new Receiver(port);

        await().untilAsserted(() -> assertThat(receiver.about(key)).hasSize(1));
    }

    @Test
    void webhooks_are_lost_or_doubled_by_script_and_by_patient() {
        var scriptedTwice = unique("HUB:");
        script(
                "{'partner':'nexhealth','operation':'create-transaction','duplicateWebhook':true,'webhooksApart':'PT0.2S'}");
        pay(payment(scriptedTwice));
        var scriptedLost = unique("HUB:");
        script("{'partner':'nexhealth','operation':'create-transaction','loseWebhook':true}");
        pay(payment(scriptedLost));
        var lost = unique("HUB:");
        pay(payment(lost, "patient_id", "990003"));
        var never = unique("HUB:");
        pay(payment(never, "patient_id", "990002"));
        var twice = unique("HUB:");
        pay(payment(twice, "patient_id", "990004"));

        await().untilAsserted(() -> {
            assertThat(receiver.about(scriptedTwice)).hasSize(2);
            assertThat(receiver.about(twice)).hasSize(2);
        });
        assertThat(receiver.about(scriptedLost)).isEmpty();
        assertThat(receiver.about(lost)).isEmpty();
        assertThat(receiver.about(never)).isEmpty();
        given().get("/ledger/nexhealth")
                .then()
                .body("transactions.find { it.transaction_id == '%s' }.status".formatted(never), equalTo("pending"))
                .body("transactions.find { it.transaction_id == '%s' }.status".formatted(lost), equalTo("complete"));
    }

    @Test
    void another_institution_is_not_told() {
        var elsewhere = unique("HUB:");
        nexHealth("someone-else", "101")
                .body(payment(elsewhere))
                .post("/nexhealth/payment_transactions")
                .then()
                .statusCode(202);
        var here = unique("HUB:");
        pay(payment(here));

        await().untilAsserted(() -> assertThat(receiver.about(here)).hasSize(1));
        assertThat(receiver.about(elsewhere)).isEmpty();
    }

    @Test
    void an_endpoint_that_is_switched_off_is_not_told() {
        nexHealth()
                .body("{\"active\":false}")
                .patch("/nexhealth/webhook_endpoints/" + endpoint)
                .then()
                .statusCode(200)
                .body("data.active", equalTo(false));
        var key = unique("HUB:");
        long id = pay(payment(key));

        await().untilAsserted(() -> given().get("/ledger/nexhealth")
                .then()
                .body("transactions.find { it.id == %d }.status".formatted(id), equalTo("complete")));
        assertThat(receiver.attempts()).isZero();
    }

    @Test
    void registrations_can_be_looked_up() {
        nexHealth()
                .get("/nexhealth/webhook_endpoints")
                .then()
                .statusCode(200)
                .body("data.target_url", hasItem(receiver.url()));
        nexHealth()
                .get("/nexhealth/webhook_endpoints/" + endpoint)
                .then()
                .body("data.target_url", equalTo(receiver.url()));
        nexHealth(subdomain, "101")
                .get("/nexhealth/webhook_endpoints/%d/webhook_subscriptions".formatted(endpoint))
                .then()
                .statusCode(200)
                .body("data.event", hasItem("payment_transaction_insertion"))
                .body("data.active", hasItem(true))
                .body("data", hasSize(2));
        nexHealth().get("/nexhealth/webhook_endpoints/1").then().statusCode(404);
        nexHealth().body("{}").post("/nexhealth/webhook_endpoints").then().statusCode(400);
        nexHealth()
                .body("{}")
                .post("/nexhealth/webhook_endpoints/%d/webhook_subscriptions".formatted(endpoint))
                .then()
                .statusCode(400);
    }

    private void subscribe(String resourceType, String event) {
        nexHealth(subdomain, "101")
                .body("{\"resource_type\":\"%s\",\"event\":\"%s\"}".formatted(resourceType, event))
                .post("/nexhealth/webhook_endpoints/%d/webhook_subscriptions".formatted(endpoint))
                .then()
                .statusCode(201)
                .body("data.webhook_endpoint_id", equalTo(endpoint));
    }

    private long pay(String body) {
        return nexHealth(subdomain, "101")
                .body(body)
                .post("/nexhealth/payment_transactions")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getLong("data.id");
    }
}
