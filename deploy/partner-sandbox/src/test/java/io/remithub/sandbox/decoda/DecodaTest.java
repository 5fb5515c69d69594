package io.remithub.sandbox.decoda;

import static io.remithub.sandbox.Sandbox.charge;
import static io.remithub.sandbox.Sandbox.decoda;
import static io.remithub.sandbox.Sandbox.script;
import static io.remithub.sandbox.Sandbox.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.remithub.sandbox.webhook.Receiver;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DecodaTest {
    private final String key = unique("acme:p1:0:");
    private Receiver receiver;
    private String secret;

    @BeforeEach
    void register() {
        receiver = new Receiver();
        secret = decoda().body("{\"url\":\"%s\"}".formatted(receiver.url()))
                .post("/decoda/v1/webhook/create")
                .path("secret");
    }

    @AfterEach
    void stop() {
        receiver.close();
        given().delete("/ledger").then().statusCode(204);
        given().delete("/script").then().statusCode(204);
    }

    @Test
    void both_headers_are_required() {
        given().header("TENANT", "t")
                .contentType(ContentType.JSON)
                .body(charge(key))
                .post("/decoda/v1/charge/create")
                .then()
                .statusCode(401);
        given().header("API-KEY", "k")
                .contentType(ContentType.JSON)
                .body(charge(key))
                .post("/decoda/v1/charge/create")
                .then()
                .statusCode(400);
    }

    @Test
    void a_charge_is_created_in_cents_and_answered_with_the_whole_patient() {
        create(charge(key))
                .then()
                .statusCode(200)
                .body("id", startsWith("chg_"))
                .body("externalId", equalTo(key))
                .body("status", equalTo("OUTSTANDING"))
                .body("total", equalTo(10000))
                .body("totalOutstanding", equalTo(10000))
                .body("patient.dateOfBirth", notNullValue())
                .body("adjustments", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"10000\"", "100.50", "-1", "null"})
    void an_amount_that_is_no_integer_of_cents_is_refused(String amount) {
        create(charge(key).replace("\"totalOutstanding\":10000", "\"totalOutstanding\":" + amount))
                .then()
                .statusCode(400);

        list().then().body("$", hasSize(0));
    }

    @Test
    void a_charge_needs_a_known_patient() {
        create("{\"totalOutstanding\":1}").then().statusCode(400);
        create(charge(key).replace("pat_0042", "pat_unknown")).then().statusCode(404);
    }

    @Test
    void the_same_external_id_again_is_a_second_charge() {
        create(charge(key));
        create(charge(key));

        list().then().statusCode(200).body("$", hasSize(2)).body("[0].externalId", equalTo(key));
        decoda().queryParam("external_id", "other")
                .get("/decoda/v1/charge/list")
                .then()
                .body("$", hasSize(0));
    }

    @Test
    void a_charge_belongs_to_its_tenant() {
        String id = create(charge(key)).path("id");

        decoda().get("/decoda/v1/charge/get/" + id).then().statusCode(200).body("externalId", equalTo(key));
        given().header("API-KEY", "k")
                .header("TENANT", "another")
                .get("/decoda/v1/charge/get/" + id)
                .then()
                .statusCode(404);
    }

    @Test
    void an_adjustment_takes_from_what_is_outstanding_and_never_more() {
        String id = create(charge(key)).path("id");

        adjust(id, 4000)
                .then()
                .statusCode(200)
                .body("total", equalTo(10000))
                .body("totalOutstanding", equalTo(6000))
                .body("status", equalTo("OUTSTANDING"))
                .body("adjustments[0].amount", equalTo(4000))
                .body("adjustments[0].reason", equalTo("reversal"));
        adjust(id, 6001).then().statusCode(400);
        adjust(id, 6000).then().body("totalOutstanding", equalTo(0)).body("status", equalTo("WRITE_OFF"));
        adjust("chg_none", 1).then().statusCode(404);
        adjust(id, 0).then().statusCode(400);
        given().get("/ledger/decoda").then().body("charges[0].adjustments", hasSize(2));
    }

    @Test
    void webhooks_are_signed_and_carry_what_was_created() throws Exception {
        String id = create(charge(key)).path("id");
        await().untilAsserted(() -> assertThat(receiver.about("CHARGE_CREATED")).hasSize(1));
        var created = receiver.about("CHARGE_CREATED").getFirst();
        assertThat(created.signature()).isEqualTo(Receiver.hmac(created.body(), secret));
        assertThat(created.json().getString("id")).startsWith("evt_");
        assertThat(created.json().getString("createdDate")).isNotNull();
        assertThat(created.json().getString("data.id")).isEqualTo(id);
        assertThat(created.json().getString("data.externalId")).isEqualTo(key);
        assertThat(created.json().getLong("data.totalOutstanding")).isEqualTo(10000);

        adjust(id, 4000);
        await().untilAsserted(
                        () -> assertThat(receiver.about("ADJUSTMENT_CREATED")).hasSize(1));
        var adjusted = receiver.about("ADJUSTMENT_CREATED").getFirst().json();
        assertThat(adjusted.getString("data.chargeId")).isEqualTo(id);
        assertThat(adjusted.getLong("data.amount")).isEqualTo(4000);
    }

    @Test
    void webhooks_are_lost_or_doubled_with_one_event_id() {
        create(charge("lost").replace("pat_0042", "pat_webhook_lost"));
        script("{'partner':'decoda','operation':'create-charge','loseWebhook':true}");
        create(charge("scripted-lost"));
        script("{'partner':'decoda','operation':'create-charge','duplicateWebhook':true}");
        create(charge(key));
        create(charge("twice").replace("pat_0042", "pat_webhook_twice"));

        await().untilAsserted(() -> {
            assertThat(receiver.about(key)).hasSize(2);
            assertThat(receiver.about("twice")).hasSize(2);
        });
        assertThat(receiver.about(key).stream()
                        .map(message -> message.json().getString("id"))
                        .distinct())
                .hasSize(1);
        assertThat(receiver.about("lost")).isEmpty();
    }

    @Test
    void a_list_can_be_scripted_to_lag() {
        script("{'partner':'decoda','operation':'create-charge','lag':'PT0.7S'}");
        create(charge(key)).then().statusCode(200);

        list().then().body("$", hasSize(0));
        await().untilAsserted(() -> list().then().body("$", hasSize(1)));
    }

    @Test
    void a_target_is_registered_once() {
        String again = decoda().body("{\"url\":\"%s\"}".formatted(receiver.url()))
                .post("/decoda/v1/webhook/create")
                .path("secret");

        assertThat(again).isEqualTo(secret);
        decoda().body("{}").post("/decoda/v1/webhook/create").then().statusCode(400);
    }

    private static Response create(String body) {
        return decoda().body(body).post("/decoda/v1/charge/create");
    }

    private static Response adjust(String id, long amount) {
        return decoda().body("{\"chargeId\":\"%s\",\"amount\":%d,\"reason\":\"reversal\"}".formatted(id, amount))
                .post("/decoda/v1/charge/adjust");
    }

    private Response list() {
        return decoda().queryParam("external_id", key).get("/decoda/v1/charge/list");
    }
}
