package io.remithub.posting;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.remithub.posting.Claims.aClaim;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.remithub.posting.application.PartnerWebhooks;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebhooksTest {

    @Inject
    Claims claims;

    @Inject
    Tables tables;

    @Inject
    @Any
    Instance<PartnerWebhooks> webhooks;

    private Stubs stubs;
    private Told told;

    @BeforeEach
    void usualAnswers() {
        stubs = new Stubs();
        stubs.usual();
        told = new Told();
    }

    @AfterEach
    void close() {
        told.close();
    }

    @Test
    void a_forged_webhook_is_refused_and_leaves_nothing() {
        var claim = aClaim();
        var body = Webhooks.nexhealth(claim, "complete");

        Webhooks.signed("nexhealth", body, "not-the-secret").then().statusCode(401);
        Webhooks.sent("nexhealth", body, "").then().statusCode(401);
        Webhooks.sent("nexhealth", body, "zz").then().statusCode(401);
        Webhooks.sent("nexhealth", body + " ", Webhooks.hmac(body, PartnersResource.SECRET))
                .then()
                .statusCode(401);
        given().body(body).post("/webhooks/nexhealth").then().statusCode(401);
        given().post("/webhooks/nexhealth").then().statusCode(401);
        Webhooks.signed("decoda", body, PartnersResource.OLD_SECRET).then().statusCode(401);

        assertThat(tables.count("webhook_receipt", "transaction_id", Stubs.transactionId(claim)))
                .isZero();
    }

    @Test
    void the_secret_before_this_one_still_signs() {
        Webhooks.signed("nexhealth", Webhooks.nexhealth(aClaim(), "complete"), PartnersResource.OLD_SECRET)
                .then()
                .statusCode(204);
    }

    @Test
    void the_same_notice_is_kept_once() {
        var claim = aClaim();

        Webhooks.complete(claim).then().statusCode(204);
        Webhooks.complete(claim).then().statusCode(204);

        assertThat(tables.count("webhook_receipt", "transaction_id", Stubs.transactionId(claim)))
                .isEqualTo(1);
    }

    @Test
    void a_payment_and_an_adjustment_of_one_number_are_two_notices() {
        var paid = aClaim();
        var takenBack = paid.next();
        Webhooks.complete("7-" + paid.patient, Stubs.transactionId(paid)).then().statusCode(204);
        Webhooks.debited("7-" + paid.patient, Stubs.transactionId(takenBack))
                .then()
                .statusCode(204);

        assertThat(tables.count("webhook_receipt", "transaction_id", Stubs.transactionId(takenBack)))
                .isEqualTo(1);
    }

    @Test
    void a_notice_of_a_transaction_that_nobody_knows_yet_is_matched_when_it_is_known() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.taken());
        Webhooks.complete(claim).then().statusCode(204);

        claims.ask(claim);

        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT CONFIRMED");
        assertThat(stubs.payments(claim)).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_acknowledged_so_that_it_does_not_come_for_two_days() {
        for (var body :
                List.of("{}", "[]", "no json", "{\"status\":\"complete\",\"data\":{\"payment_transaction\":{}}}")) {
            Webhooks.signed("nexhealth", body, PartnersResource.SECRET).then().statusCode(204);
            Webhooks.signed("decoda", body, PartnersResource.SECRET).then().statusCode(204);
        }
    }

    @Test
    void what_a_webhook_says_of_the_patient_is_in_no_table() {
        var claim = aClaim();
        Webhooks.failed(claim).then().statusCode(204);
        Webhooks.signed("decoda", """
                {"id": "evt-%s", "type": "CHARGE_CREATED", "data": {"id": "c", "externalId": "x", "note": "Canary"}}""".formatted(claim.paymentId), PartnersResource.SECRET)
                .then()
                .statusCode(204);

        assertThat(tables.everything()).doesNotContain("Canary");
    }

    @Test
    void decoda_s_webhook_confirms_a_charge_whose_answer_was_lost() {
        var claim = aClaim().paid(0).share(10_000);
        stubs.on(Stubs.charge(claim), Stubs.refused(500, "oops"));
        // Nobody can look it up, so that nothing but the webhook can tell.
        stubs.on(get(urlPathEqualTo("/decoda/v1/charge/list")), Stubs.refused(500, "oops"));
        claims.ask(claim);
        await().until(() -> !stubs.charges(claim).isEmpty());

        Webhooks.signed("decoda", """
                {"id": "evt-%s", "type": "CHARGE_CREATED", "data": {"id": "chg-1", "externalId": "%s"}}""".formatted(claim.paymentId, Stubs.externalId(claim)), PartnersResource.SECRET)
                .then()
                .statusCode(204);

        told.expect(claim, "PAYMENT NOT_REQUIRED nothing-to-post", "CHARGE CONFIRMED");
    }

    @Test
    void a_subscription_that_was_switched_off_is_switched_on_again() {
        stubs.on(get(urlPathMatching("/nexhealth/webhook_endpoints/7/webhook_subscriptions")), okJson("""
                {"code": true, "data": [
                  {"id": 71, "event": "payment_transaction_insertion", "active": false},
                  {"id": 72, "event": "adjustment_transaction_insertion", "active": true}]}"""));
        stubs.on(patch(urlPathMatching("/nexhealth/webhook_endpoints/7/webhook_subscriptions/71")), okJson("""
                {"code": true, "data": {"id": 71, "active": true}}"""));
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.taken());
        claims.ask(claim);
        told.expect(claim, "PAYMENT ACCEPTED", "CHARGE NOT_REQUIRED nothing-to-post");

        ensure();

        assertThat(stubs.sent(patchRequestedFor(urlPathMatching(".*/webhook_subscriptions/71"))
                        .withRequestBody(equalToJson("{\"active\": true}"))))
                .isNotEmpty();
        assertThat(stubs.sent(patchRequestedFor(urlPathMatching(".*/webhook_subscriptions/72"))))
                .isEmpty();
    }

    @Test
    void a_practice_that_has_left_keeps_no_other_from_being_switched_on_again() {
        var practices = IntStream.range(0, 6).mapToObj("practice-%d"::formatted).toList();
        practices.forEach(practice -> tables.subscribed("7", practice));
        var gone = practices.subList(0, 5);
        gone.forEach(practice -> stubs.on(
                get(urlPathMatching("/nexhealth/webhook_endpoints/7/webhook_subscriptions"))
                        .withQueryParam("subdomain", equalTo(practice)),
                Stubs.refused(404, "no such institution")));

        ensure();

        assertThat(stubs.sent(postRequestedFor(urlPathMatching(".*/7/webhook_subscriptions"))
                        .withQueryParam("subdomain", equalTo("practice-5"))))
                .isNotEmpty();
    }

    @Test
    void an_endpoint_that_was_switched_off_is_switched_on_again_and_its_own_secret_signs() {
        stubs.on(get(urlPathEqualTo("/nexhealth/webhook_endpoints")), okJson("""
                {"code": true, "data": [{"id": 7, "target_url": "http://localhost:8083/webhooks/nexhealth",
                                         "active": false, "secret_key": "told-by-nexhealth"}]}"""));
        stubs.on(patch(urlPathEqualTo("/nexhealth/webhook_endpoints/7")), okJson("{\"code\": true, \"data\": {}}"));

        ensure();

        assertThat(stubs.sent(patchRequestedFor(urlPathEqualTo("/nexhealth/webhook_endpoints/7"))))
                .isNotEmpty();
        Webhooks.signed("nexhealth", Webhooks.nexhealth(aClaim(), "complete"), "told-by-nexhealth")
                .then()
                .statusCode(204);
        assertThat(tables.everything()).doesNotContain("told-by-nexhealth");
    }

    @Test
    void decoda_s_webhook_is_registered_once_and_its_own_secret_signs() {
        var creations = postRequestedFor(urlPathEqualTo("/decoda/v1/webhook/create"))
                .withHeader("TENANT", equalTo("every-health"))
                .withRequestBody(containing("http://localhost:8083/webhooks/decoda"));
        stubs.on(post(urlPathEqualTo("/decoda/v1/webhook/create")), okJson("""
                {"id": "wh_1", "url": "http://localhost:8083/webhooks/decoda", "secret": "told-by-decoda"}"""));

        ensure();
        var created = stubs.sent(creations).size();
        ensure();

        assertThat(stubs.sent(creations)).isNotEmpty().hasSize(created);
        Webhooks.signed(
                        "decoda",
                        "{\"id\": \"evt-%d\", \"type\": \"OTHER\"}".formatted(aClaim().patient),
                        "told-by-decoda")
                .then()
                .statusCode(204);
        assertThat(tables.everything()).doesNotContain("told-by-decoda");
    }

    private void ensure() {
        webhooks.forEach(PartnerWebhooks::ensure);
    }
}
