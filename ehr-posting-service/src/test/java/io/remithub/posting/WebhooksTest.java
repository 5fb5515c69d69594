package io.remithub.posting;

import static io.remithub.posting.Claims.aClaim;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebhooksTest {

    @Inject
    Claims claims;

    @Inject
    Tables tables;

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
    void a_notice_of_a_transaction_that_nobody_knows_yet_is_matched_when_it_is_known() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.taken());
        Webhooks.complete(claim).then().statusCode(204);

        claims.ask(claim);

        expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT CONFIRMED");
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
        claims.ask(claim);
        await().until(() -> !stubs.charges(claim).isEmpty());

        Webhooks.signed("decoda", """
                {"id": "evt-%s", "type": "CHARGE_CREATED", "data": {"id": "chg-1", "externalId": "%s"}}""".formatted(claim.paymentId, Stubs.externalId(claim)), PartnersResource.SECRET)
                .then()
                .statusCode(204);

        expect(claim, "PAYMENT NOT_REQUIRED nothing-to-post", "CHARGE CONFIRMED");
    }

    private void expect(Claims.Asked claim, String... outcomes) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(told.of(claim)).containsExactlyInAnyOrder(outcomes));
    }
}
