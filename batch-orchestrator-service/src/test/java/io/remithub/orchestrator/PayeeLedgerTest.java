package io.remithub.orchestrator;

import static io.remithub.orchestrator.Events.header;
import static io.remithub.orchestrator.Operators.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.events.intake.PaymentAccepted;
import io.remithub.events.intake.ProviderAdjustment;
import io.remithub.events.intake.RemittedPayment;
import io.remithub.messaging.Ids;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class PayeeLedgerTest {

    @Inject
    Polls polls;

    private final String payee = "payee-" + Ids.next();

    @Test
    void a_balance_forwarded_by_one_remittance_and_taken_back_by_a_later_one_links_and_nets_to_nothing() {
        issued("FB", -10_000);
        ledger("")
                .body("data", hasSize(1))
                .body("data[0].reasonCode", equalTo("FB"))
                .body("data[0].identifierKey", equalTo("link"))
                .body("data[0].amount", equalTo(-100.00f))
                .body("open", hasSize(1));

        issued("FB", 10_000);

        ledger("").body("data.amount", contains(-100.00f, 100.00f)).body("open", empty());
    }

    @Test
    void a_recovery_put_off_and_made_later_links_and_a_forwarded_balance_of_the_same_name_is_another() {
        issued("WO", -10_000);
        issued("FB", 10_000);
        ledger("").body("open.reasonCode", contains("WO", "FB")).body("open.amount", contains(-100.00f, 100.00f));

        issued("WO", 10_000);
        issued("FB", -10_000);

        ledger("").body("data", hasSize(4)).body("open", empty());
    }

    @Test
    void a_void_takes_back_what_its_payment_booked() {
        var batch = issued("FB", -10_000);
        polls.intake(batch, Events.voided(batch, "p" + batch));

        ledger("").body("data.amount", contains(-100.00f, 100.00f)).body("open", empty());
    }

    @Test
    void the_ledger_is_read_page_by_page_by_whoever_may() {
        issued("FB", -10_000);
        issued("FB", 10_000);
        String cursor = ledger("?limit=1").body("data", hasSize(1)).extract().path("nextCursor");
        ledger("?limit=1&cursor=" + cursor)
                .body("data[0].amount", equalTo(100.00f))
                .body("nextCursor", nullValue());

        given().get("/payees/" + payee + "/adjustments").then().statusCode(401);
        as("nobody").get("/payees/" + payee + "/adjustments").then().statusCode(403);
        as("viewer").get("/payees/" + payee + "/adjustments?limit=0").then().statusCode(400);
    }

    private ValidatableResponse ledger(String query) {
        return as("viewer")
                .get("/payees/" + payee + "/adjustments" + query)
                .then()
                .statusCode(200);
    }

    /** @return the batch; its payment is named after it */
    private String issued(String reasonCode, long carried) {
        var batch = Ids.next();
        var accepted = Events.accepted(header(batch, false, 1), "p" + batch, true, "ledger-" + batch);
        var payment = accepted.getPayment();
        polls.intake(
                batch,
                new PaymentAccepted(
                        accepted.getBatch(),
                        RemittedPayment.newBuilder()
                                .setPaymentId(payment.getPaymentId())
                                .setIssuerReferenceId(payment.getIssuerReferenceId())
                                .setAmount(payment.getAmount())
                                .setPayeeKey(payee)
                                .setClaims(payment.getClaims())
                                .setProviderAdjustments(List.of(new ProviderAdjustment(reasonCode, carried, "link")))
                                .build(),
                        true));
        return batch;
    }
}
