package io.remithub.posting;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.remithub.posting.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.posting.domain.Purpose;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators look for and do. The charge, not required, is left out of what is expected. */
@QuarkusTest
class OperatorsTest {

    private static final String WHY = "{\"reason\": \"seen in the ledger\", \"evidence\": \"ledger page 7\"}";

    @Inject
    Claims claims;

    private final Claims.Asked claim = aClaim();
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
    void postings_are_found_by_what_is_asked_for_page_by_page() {
        rejected(claim);

        for (var filter : List.of(
                "state=REJECTED",
                "reasonCode=posting-rejected",
                "purpose=PAYMENT",
                "tenantId=" + Claims.TENANT + "&purpose=PAYMENT",
                "subdomain=every-health&locationId=101&purpose=PAYMENT",
                "transactionId=" + Stubs.transactionId(claim),
                "olderThan=PT0S&state=REJECTED")) {
            found(filter + "&paymentId=" + claim.paymentId).body("data.purpose", contains("PAYMENT"));
        }
        found("olderThan=P1D&paymentId=" + claim.paymentId).body("data", equalTo(List.of()));
        found("state=CONFIRMED&paymentId=" + claim.paymentId).body("data", equalTo(List.of()));

        var purposes = new ArrayList<String>();
        String cursor = "";
        do {
            var page = found("limit=1&paymentId=" + claim.paymentId + "&cursor=" + cursor);
            purposes.addAll(page.extract().path("data.purpose"));
            cursor = page.extract().path("nextCursor");
        } while (cursor != null);
        assertThat(purposes).containsExactly("PAYMENT", "CHARGE");
    }

    @Test
    void what_is_looked_up_in_vain_has_stood_there_since_its_answer_was_lost() {
        stubs.on(Stubs.payment(claim), Stubs.refused(500, "oops"));
        claims.ask(claim);
        var unknown = "state=UNKNOWN&paymentId=" + claim.paymentId;
        await().untilAsserted(() -> found(unknown).body("data.purpose", contains("PAYMENT")));
        String since = found(unknown).extract().path("data[0].changedAt");

        await().atMost(Duration.ofSeconds(15)).until(() -> stubs.lookups(claim).size() >= 2);

        await().during(Duration.ofSeconds(1))
                .untilAsserted(() -> found(unknown).body("data[0].changedAt", equalTo(since)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "state=LOST", "purpose=GIFT", "cursor=ä", "olderThan=yesterday"})
    void what_cannot_be_asked_for_is_refused(String filter) {
        Locations.as("viewer")
                .get("/postings?" + filter)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void every_parameter_that_is_out_of_bounds_is_named() {
        Locations.as("viewer")
                .urlEncodingEnabled(false)
                .get("/postings?tenantId=%00&state=LOST&purpose=GIFT&olderThan=yesterday&cursor=-&limit=0")
                .then()
                .statusCode(400)
                .body(
                        "errors.pointer",
                        containsInAnyOrder("?tenantId", "?state", "?purpose", "?olderThan", "?cursor", "?limit"));
    }

    @Test
    void one_posting_is_shown_with_each_time_that_it_was_sent() {
        var id = rejected(claim);
        stubs.on(Stubs.payment(claim), Stubs.taken());
        operate("operator", id, "retry", WHY).statusCode(204);
        expect(claim, "REJECTED posting-rejected", "ACCEPTED");

        Locations.as("viewer")
                .get("/postings/" + id)
                .then()
                .statusCode(200)
                .body("subdomain", equalTo("every-health"))
                .body("sent.result", contains("REJECTED", "ACCEPTED"))
                .body(
                        "sent.transactionId",
                        contains(Stubs.transactionId(claim), Stubs.transactionId(claim, Purpose.PAYMENT, 1)))
                .body("sent[1].answeredAt", notNullValue())
                .body("history.to", hasItem("REJECTED"));
        Locations.as("viewer").get("/postings/none").then().statusCode(404);
    }

    @Test
    void of_a_payment_only_what_failed_is_retried() {
        var second = claim.next();
        stubs.on(Stubs.payment(claim), Stubs.taken());
        claims.ask(claim);
        expect(claim, "ACCEPTED");
        Webhooks.complete(claim).then().statusCode(204);
        expect(claim, "ACCEPTED", "CONFIRMED");
        stubs.on(Stubs.payment(claim), Stubs.refused(400, "no"));
        claims.ask(second);
        expect(second, "REJECTED posting-rejected");
        found("paymentId=" + claim.paymentId + "&purpose=PAYMENT")
                .body("data.state", contains("CONFIRMED", "REJECTED"));

        stubs.on(Stubs.payment(claim), Stubs.taken());
        operate("operator", id(claim), "retry", WHY).statusCode(409);
        operate("operator", id(second), "retry", WHY).statusCode(204);

        expect(second, "REJECTED posting-rejected", "ACCEPTED");
        expect(claim, "ACCEPTED", "CONFIRMED");
        assertThat(stubs.payments(claim)).hasSize(3);
    }

    @Test
    void what_an_operator_confirms_is_told_and_on_record_with_the_reason() {
        var id = rejected(claim);

        operate("operator", id, "confirm-manually", "{}").statusCode(400);
        operate("operator", id, "confirm-manually", WHY).statusCode(204);

        expect(claim, "REJECTED posting-rejected", "CONFIRMED confirmed-by-hand");
        Locations.as("admin")
                .get("/audit?subject=%s/0/1/PAYMENT".formatted(claim.paymentId))
                .then()
                .body(containsString("posting.confirm"))
                .body(containsString("seen in the ledger"))
                .body(containsString("ledger page 7"));
        operate("operator", id, "confirm-manually", WHY).statusCode(409).body("code", equalTo("action-not-allowed"));
    }

    @ParameterizedTest
    @CsvSource({"viewer,403", "nobody,403", "operator,404", "approver,404"})
    void postings_are_operated_by_operators(String person, int status) {
        for (var action : List.of("retry", "confirm-manually")) {
            operate(person, "none", action, WHY).statusCode(status);
        }
        operate(person, "none", "links", "{\"transactionId\": \"T\", \"reason\": \"r\"}")
                .statusCode(status);
    }

    @Test
    void what_two_people_decide_is_decided_on_the_worklist() {
        claim.fourEyes = true;
        var id = rejected(claim);

        operate("operator", id, "confirm-manually", WHY).statusCode(403).body("code", equalTo("four-eyes"));
    }

    @Test
    void a_transaction_that_nobody_knows_is_shown_and_a_link_makes_it_the_posting_s() {
        var id = rejected(claim);
        var entered = "FRONTDESK:" + claim.patient;
        Webhooks.complete("strange-" + claim.patient, entered).then().statusCode(204);
        Locations.as("viewer").get("/postings/strays").then().body("data.transactionId", hasItem(entered));

        link(id, entered).statusCode(204);

        expect(claim, "REJECTED posting-rejected", "CONFIRMED");
        Locations.as("viewer")
                .get("/postings/" + id)
                .then()
                .body("transactionId", equalTo(entered))
                .body("sent.transactionId", hasItem(entered));
        var other = aClaim();
        link(rejected(other), entered).statusCode(409).body("code", equalTo("transaction-taken"));
    }

    @Test
    void a_link_without_a_webhook_is_confirmed_by_what_the_ledger_shows() {
        var id = rejected(claim);
        stubs.ledger("FRONTDESK:" + claim.patient, "1500.00");

        link(id, "FRONTDESK:" + claim.patient).statusCode(204);

        expect(claim, "REJECTED posting-rejected", "CONFIRMED");
        assertThat(stubs.payments(claim)).hasSize(1);
    }

    @Test
    void a_wrong_link_does_not_hide_what_the_first_call_did() {
        stubs.on(Stubs.payment(claim), Stubs.refused(500, "oops"));
        claims.ask(claim);
        await().untilAsserted(() ->
                found("state=UNKNOWN&paymentId=" + claim.paymentId).body("data.purpose", contains("PAYMENT")));
        link(id(claim), "FRONTDESK:wrong" + claim.patient).statusCode(204);

        stubs.ledger(claim, "1500.00");
        stubs.synced();

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(told.of(claim)).contains("PAYMENT CONFIRMED"));
        assertThat(stubs.payments(claim)).hasSize(1);
    }

    @Test
    void however_slow_the_partner_one_look_under_every_reference_is_enough() {
        var id = rejected(claim);
        var entered = "FRONTDESK:" + claim.patient;
        slow(get(urlPathEqualTo("/nexhealth/sync_status")), "");
        slow(get(urlPathEqualTo("/nexhealth/payments")), "");
        slow(
                get(urlPathEqualTo("/nexhealth/payments")).withQueryParam("transaction_id", WireMock.equalTo(entered)),
                "{\"transaction_id\": \"%s\", \"amount\": -1500.00}".formatted(entered));

        link(id, entered).statusCode(204);

        expect(claim, "REJECTED posting-rejected", "CONFIRMED");
        assertThat(stubs.lookups(claim)).hasSize(1);
    }

    /** Almost half of what a call may take. */
    private void slow(MappingBuilder request, String record) {
        stubs.on(
                request,
                okJson("{\"code\": true, \"data\": [%s]}".formatted(record)).withFixedDelay(900));
    }

    private String rejected(Claims.Asked asked) {
        stubs.on(Stubs.payment(asked), Stubs.refused(400, "no"));
        claims.ask(asked);
        expect(asked, "REJECTED posting-rejected");
        return id(asked);
    }

    private String id(Claims.Asked asked) {
        return found("purpose=PAYMENT&paymentId=" + asked.paymentId)
                .extract()
                .path("data.find { it.claimIndex == %d }.postingId".formatted(asked.index));
    }

    private static ValidatableResponse found(String filter) {
        return Locations.as("viewer").get("/postings?" + filter).then().statusCode(200);
    }

    private static ValidatableResponse link(String id, String transactionId) {
        return operate(
                "operator",
                id,
                "links",
                "{\"transactionId\": \"%s\", \"reason\": \"entered at the desk\"}".formatted(transactionId));
    }

    private static ValidatableResponse operate(String person, String id, String action, String body) {
        return Locations.as(person)
                .contentType("application/json")
                .body(body)
                .post("/postings/%s/%s".formatted(id, action))
                .then();
    }

    private void expect(Claims.Asked asked, String... outcomes) {
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(told.of(asked).stream()
                        .filter(outcome -> outcome.startsWith("PAYMENT "))
                        .map(outcome -> outcome.substring("PAYMENT ".length())))
                .containsExactly(outcomes));
    }
}
