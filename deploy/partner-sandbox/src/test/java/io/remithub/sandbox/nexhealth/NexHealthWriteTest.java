package io.remithub.sandbox.nexhealth;

import static io.remithub.sandbox.Sandbox.adjustment;
import static io.remithub.sandbox.Sandbox.nexHealth;
import static io.remithub.sandbox.Sandbox.nexHealthToken;
import static io.remithub.sandbox.Sandbox.payment;
import static io.remithub.sandbox.Sandbox.script;
import static io.remithub.sandbox.Sandbox.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class NexHealthWriteTest {
    @AfterEach
    void nothing_stays_scripted() {
        given().delete("/script").then().statusCode(204);
    }

    @Test
    void an_api_key_is_exchanged_for_a_token() {
        given().header("Authorization", "key")
                .header("Nex-Api-Version", "v20240412")
                .post("/nexhealth/authenticates")
                .then()
                .statusCode(200)
                .body("code", equalTo(true))
                .body("data.token", notNullValue());
        given().header("Nex-Api-Version", "v20240412")
                .post("/nexhealth/authenticates")
                .then()
                .statusCode(401)
                .body("code", equalTo(false));
    }

    @Test
    void a_call_needs_a_living_token_a_version_and_a_location() {
        var path = "/nexhealth/payment_types?subdomain=every-health&location_id=101";

        given().header("Nex-Api-Version", "v20240412").get(path).then().statusCode(401);
        given().auth().oauth2(nexHealthToken()).get(path).then().statusCode(400);
        given().auth()
                .oauth2(nexHealthToken())
                .header("Nex-Api-Version", "v20240412")
                .get("/nexhealth/payment_types?subdomain=every-health")
                .then()
                .statusCode(400)
                .body("error", hasItem("subdomain and location_id are required"));
    }

    @Test
    void a_token_expires() {
        script("{'partner':'nexhealth','operation':'authenticate','lifetime':'PT0.2S'}");
        var token = nexHealthToken();

        await().untilAsserted(() -> given().auth()
                .oauth2(token)
                .header("Nex-Api-Version", "v20240412")
                .get("/nexhealth/payment_types?subdomain=every-health&location_id=101")
                .then()
                .statusCode(401));
    }

    @Test
    void locations_have_an_insurance_payment_type_and_a_debit_for_reversals() {
        nexHealth()
                .get("/nexhealth/payment_types")
                .then()
                .statusCode(200)
                .body("data.name", hasItem("Insurance Payment"));
        nexHealth()
                .get("/nexhealth/adjustment_types")
                .then()
                .statusCode(200)
                .body("data.find { it.name == 'Insurance Reversal' }.action", equalTo("debit"));
    }

    @Test
    void location_404_has_no_insurance_type_and_location_409_has_two() {
        nexHealth("every-health", "404")
                .get("/nexhealth/payment_types")
                .then()
                .body("data.name", not(hasItem("Insurance Payment")));
        nexHealth("every-health", "404")
                .body(payment(unique("HUB:")))
                .post("/nexhealth/payment_transactions")
                .then()
                .statusCode(400)
                .body("error", contains("payment type does not exist at the location"));
        nexHealth("every-health", "409")
                .get("/nexhealth/payment_types")
                .then()
                .body("data.findAll { it.name == 'Insurance Payment' }", hasSize(2));
    }

    @Test
    void a_transaction_is_accepted_first_and_inserted_later_with_a_record_for_each_split() {
        var key = unique("HUB:");

        pay(payment(key))
                .then()
                .statusCode(202)
                .body("code", equalTo(true))
                .body("data.transaction_id", equalTo(key))
                .body("data.status", equalTo("pending"))
                .body("data.id", notNullValue());

        await().untilAsserted(() -> given().get("/ledger/nexhealth")
                .then()
                .body(entry(key, "status"), equalTo("complete"))
                .body(entry(key, "amount"), equalTo(1500.00f))
                .body(entry(key, "patient_id"), equalTo(1234))
                .body(entry(key, "type_name"), equalTo("Insurance Payment"))
                .body(entry(key, "paid_at"), equalTo("2025-01-15"))
                .body(entry(key, "payments.amount"), contains(-900.00f, -600.00f))
                .body(entry(key, "payments.charge_id"), contains("9001", "9002")));
    }

    @Test
    void a_payment_type_can_be_named_by_its_id() {
        pay(payment(unique("HUB:"), "payment_type_id", "4", "type_name", ""))
                .then()
                .statusCode(202);
    }

    @Test
    void provider_splits_keep_leading_zeros() {
        var key = unique("HUB:");

        pay(payment(key, "charge_splits", "", "provider_splits", "{\"001\":\"1500.00\"}"))
                .then()
                .statusCode(202);

        await().untilAsserted(() ->
                given().get("/ledger/nexhealth").then().body(entry(key, "payments.provider_id"), contains("001")));
    }

    @Test
    void a_dentrix_charge_split_is_kept_as_its_provider() {
        var key = unique("HUB:");

        nexHealth("dentrix-dental", "101")
                .body(payment(key))
                .post("/nexhealth/payment_transactions")
                .then()
                .statusCode(202);

        await().untilAsserted(() -> given().get("/ledger/nexhealth")
                .then()
                .body(entry(key, "payments.provider_id"), contains("1", "1"))
                .body(entry(key, "payments[0].charge_id"), nullValue()));
    }

    @Test
    void the_same_transaction_id_again_is_a_second_transaction() {
        var key = unique("HUB:");

        long first = pay(payment(key)).jsonPath().getLong("data.id");
        long second = pay(payment(key)).jsonPath().getLong("data.id");

        assertThat(second).isNotEqualTo(first);
        List<Object> ledger = given().get("/ledger/nexhealth")
                .path("transactions.findAll { it.transaction_id == '%s' }".formatted(key));
        assertThat(ledger).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "transaction_id|\"\"|transaction_id must carry a prefix, as in NH:201",
                "transaction_id|\"201\"|transaction_id must carry a prefix, as in NH:201",
                "transaction_id|\"HUB:123456789012345678901234567890123456789012345678\""
                        + "|transaction_id is longer than 50 characters",
                "patient_id|null|patient_id is missing",
                "amount|\"-1.00\"|amount must be positive and in whole cents",
                "amount|\"0.001\"|amount must be positive and in whole cents",
                "currency|\"EUR\"|currency is not supported",
                "type_name|\"insurance payment\"|payment type does not exist at the location",
                "charge_splits|{\"9001\":\"1499.99\"}|the splits do not add up to the amount",
                "charge_splits|{}|the splits do not add up to the amount",
                "provider_splits|{\"001\":\"1500.00\"}|provider_splits and charge_splits exclude each other"
            })
    void what_breaks_a_rule_is_400_and_nothing_is_written(String member, String value, String error) {
        var patient = String.valueOf(System.nanoTime());
        var body = payment(unique("HUB:"), "patient_id", patient, member, value);

        pay(body).then().statusCode(400).body("code", equalTo(false)).body("error", hasItem(error));

        List<Object> ledger = given().get("/ledger/nexhealth")
                .path("transactions.findAll { it.patient_id == %s }".formatted(patient));
        assertThat(ledger).isEmpty();
    }

    @Test
    void every_broken_rule_is_listed() {
        pay("{\"payment_transaction\":{}}")
                .then()
                .statusCode(400)
                .body("error", hasItems("patient_id is missing", "amount must be positive and in whole cents"));
        pay("{}").then().statusCode(400).body("error", contains("payment_transaction is missing"));
    }

    @Test
    void a_debit_adjustment_must_be_allocated() {
        var key = unique("HUB:");

        adjust(adjustment(key, "charge_splits", ""))
                .then()
                .statusCode(400)
                .body("error", contains("a debit must be allocated by provider_splits or charge_splits"));
        adjust(adjustment(key)).then().statusCode(202).body("data.status", equalTo("pending"));

        await().untilAsserted(() -> given().get("/ledger/nexhealth")
                .then()
                .body(
                        "adjustments.find { it.transaction_id == '%s' }.adjustments.amount".formatted(key),
                        contains(900.00f, 600.00f))
                .body("adjustments.find { it.transaction_id == '%s' }.status".formatted(key), equalTo("complete")));
    }

    @Test
    void an_unknown_patient_is_refused_and_an_unlucky_one_fails_later() {
        pay(payment(unique("HUB:"), "patient_id", "990000"))
                .then()
                .statusCode(400)
                .body("error", contains("Patient does not exist"));

        var key = unique("HUB:");
        pay(payment(key, "patient_id", "990001")).then().statusCode(202);
        var byAmount = unique("HUB:");
        pay(payment(byAmount, "amount", "\"13.13\"", "charge_splits", ""))
                .then()
                .statusCode(202);
        await().untilAsserted(() -> given().get("/ledger/nexhealth")
                .then()
                .body(entry(key, "status"), equalTo("failed"))
                .body(entry(key, "payments"), hasSize(0))
                .body(entry(byAmount, "status"), equalTo("failed")));
    }

    @Test
    void an_insertion_can_be_scripted_to_fail_or_to_take_long() {
        var failing = unique("HUB:");
        script(
                "{'partner':'nexhealth','operation':'create-transaction','match':{'transaction_id':'%s'},'failInsertion':'Ledger is locked'}"
                        .formatted(failing));
        pay(payment(failing)).then().statusCode(202);
        await().untilAsserted(() -> given().get("/ledger/nexhealth")
                .then()
                .body(entry(failing, "status"), equalTo("failed"))
                .body(entry(failing, "error"), equalTo("Ledger is locked")));

        var slow = unique("HUB:");
        script("{'partner':'nexhealth','operation':'create-transaction','insertAfter':'PT1H'}");
        pay(payment(slow)).then().statusCode(202);
        var usual = unique("HUB:");
        pay(payment(usual)).then().statusCode(202);
        await().untilAsserted(() ->
                given().get("/ledger/nexhealth").then().body(entry(usual, "status"), equalTo("complete")));
        given().get("/ledger/nexhealth").then().body(entry(slow, "status"), equalTo("pending"));
    }

    private static Response pay(String body) {
        return nexHealth().contentType(ContentType.JSON).body(body).post("/nexhealth/payment_transactions");
    }

    private static Response adjust(String body) {
        return nexHealth().body(body).post("/nexhealth/adjustment_transactions");
    }

    private static String entry(String key, String member) {
        return "transactions.find { it.transaction_id == '%s' }.%s".formatted(key, member);
    }
}
