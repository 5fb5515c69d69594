package io.remithub.sandbox.nexhealth;

import static io.remithub.sandbox.Sandbox.adjustment;
import static io.remithub.sandbox.Sandbox.nexHealth;
import static io.remithub.sandbox.Sandbox.payment;
import static io.remithub.sandbox.Sandbox.script;
import static io.remithub.sandbox.Sandbox.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NexHealthReadTest {
    @AfterEach
    void nothing_stays_scripted() {
        given().delete("/script").then().statusCode(204);
    }

    @Test
    void a_read_shows_an_inserted_payment_only_after_the_lag_and_negative() {
        var key = unique("HUB:");
        script("{'partner':'nexhealth','operation':'create-transaction','insertAfter':'PT0S','lag':'PT1S'}");
        pay(key, "every-health", "101");
        await().untilAsserted(() -> given().get("/ledger/nexhealth")
                .then()
                .body("transactions.find { it.transaction_id == '%s' }.status".formatted(key), equalTo("complete")));

        payments(key).then().statusCode(200).body("data", hasSize(0));
        await().untilAsserted(() -> payments(key)
                .then()
                .body("count", equalTo(2))
                .body("data.amount", contains(-900.00f, -600.00f))
                .body("data.payment_amount.amount", contains("-900.00", "-600.00"))
                .body("data.transaction_id", contains(key, key))
                .body("data.charge_id", contains("9001", "9002")));
    }

    @Test
    void only_the_singular_view_tells_the_responsible_party() {
        var key = unique("HUB:");
        pay(key, "every-health", "101");
        await().untilAsserted(() -> payments(key).then().body("data", hasSize(2)));
        payments(key).then().body("data[0]", not(hasKey("claim_id")));
        int id = payments(key).path("data[0].id");

        nexHealth()
                .get("/nexhealth/payments/" + id)
                .then()
                .statusCode(200)
                .body("data.id", equalTo(id))
                .body("data", hasKey("claim_id"))
                .body("data.claim_id", nullValue())
                .body("data.insurance_plan_id", nullValue());

        script("{'partner':'nexhealth','operation':'get-payment','answer':{'claim_id':77,'insurance_plan_id':5}}");
        nexHealth().get("/nexhealth/payments/" + id).then().body("data.claim_id", equalTo(77));
        nexHealth().get("/nexhealth/payments/1").then().statusCode(404);
    }

    @Test
    void a_read_needs_a_filter_and_stays_within_its_location() {
        var key = unique("HUB:");
        pay(key, "other-health", "7");

        nexHealth().get("/nexhealth/payments").then().statusCode(400);
        await().untilAsserted(() -> nexHealth("other-health", "7")
                .queryParam("transaction_id", key)
                .get("/nexhealth/payments")
                .then()
                .body("data", hasSize(2)));
        payments(key).then().body("data", hasSize(0));
        nexHealth("other-health", "7")
                .queryParam("patient_id", 4321)
                .get("/nexhealth/payments")
                .then()
                .body("data", hasSize(0));
    }

    @Test
    void adjustments_are_read_like_payments_and_positive() {
        var key = unique("HUB:");
        nexHealth()
                .body(adjustment(key))
                .post("/nexhealth/adjustment_transactions")
                .then()
                .statusCode(202);

        await().untilAsserted(() -> nexHealth()
                .queryParam("transaction_id", key)
                .get("/nexhealth/adjustments")
                .then()
                .body("data.amount", contains(900.00f, 600.00f))
                .body("data.adjustment_amount.amount", contains("900.00", "600.00")));
        payments(key).then().body("data", hasSize(0));
    }

    @Test
    void sync_status_never_claims_more_than_reads_show() {
        var location = unique("");
        var before = Instant.now();
        script("{'partner':'nexhealth','operation':'create-transaction','insertAfter':'PT0.5S','lag':'PT2S'}");
        pay(unique("HUB:"), "every-health", location);

        assertThat(syncedAt(location, "write_status_at")).isBetween(before, Instant.now());
        var accepted = syncedAt(location, "write_status_at");
        await().untilAsserted(
                        () -> assertThat(syncedAt(location, "write_status_at")).isAfter(accepted));
        assertThat(syncedAt(location, "read_status_at")).isBeforeOrEqualTo(accepted);
        await().untilAsserted(
                        () -> assertThat(syncedAt(location, "read_status_at")).isAfter(accepted));
    }

    @Test
    void a_sync_can_be_scripted_to_stand_still() {
        script(
                "{'partner':'nexhealth','operation':'sync-status','times':-1,'lag':'PT1H','answer':{'read_status':'red'}}");

        nexHealth().get("/nexhealth/sync_status").then().body("data[0].read_status", equalTo("red"));
        assertThat(syncedAt("101", "read_status_at")).isBefore(Instant.now().minus(Duration.ofMinutes(59)));
    }

    private static Instant syncedAt(String location, String member) {
        return Instant.parse(nexHealth("every-health", location)
                .get("/nexhealth/sync_status")
                .path("data[0]." + member));
    }

    private static void pay(String key, String subdomain, String location) {
        nexHealth(subdomain, location)
                .body(payment(key))
                .post("/nexhealth/payment_transactions")
                .then()
                .statusCode(202);
    }

    private static Response payments(String key) {
        return nexHealth().queryParam("transaction_id", key).get("/nexhealth/payments");
    }
}
