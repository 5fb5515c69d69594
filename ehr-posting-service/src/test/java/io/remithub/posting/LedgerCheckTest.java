package io.remithub.posting;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.remithub.posting.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.remithub.events.postings.PostingOutcome;
import io.remithub.posting.domain.Purpose;
import io.remithub.schemas.Examples;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is confirmed is compared with the ledger once more, at night or when asked. */
@QuarkusTest
class LedgerCheckTest {

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
    void a_cent_that_the_ledger_differs_by_is_told_and_heals_when_it_is_corrected() {
        confirmed();
        stubs.ledger(claim, "1499.99");

        claims.resolve(claim, "PAYMENT", "CHECK");

        expect("ACCEPTED", "CONFIRMED", "CONFIRMED ledger-differs");
        var outcome = told.outcomes(claim).getLast();
        assertThat(outcome.getAmount()).isEqualTo(150_000);
        assertThat(outcome.getLedgerAmount()).isEqualTo(149_999);
        assertThat(outcome.getEhrSubdomain()).isEqualTo("every-health");
        assertThat(outcome.getEhrLocationId()).isEqualTo("101");
        assertThat(Examples.unwritten(outcome)).isEmpty();

        stubs.ledger(claim, "1500.00");
        claims.resolve(claim, "PAYMENT", "RETRY");

        expect("ACCEPTED", "CONFIRMED", "CONFIRMED ledger-differs", "CONFIRMED");
        assertThat(stubs.payments(claim)).hasSize(1);
    }

    @Test
    void a_payment_that_is_gone_from_a_ledger_that_was_read_since_is_told() {
        confirmed();
        stubs.synced();

        claims.resolve(claim, "PAYMENT", "CHECK");

        expect("ACCEPTED", "CONFIRMED", "CONFIRMED ledger-differs");
        assertThat(told.outcomes(claim).getLast().getLedgerAmount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1500.00 CR\"", "-1499.995", "null"})
    void an_amount_that_cannot_be_read_is_none_that_differs(String amount) {
        confirmed();
        stubs.on(
                get(urlPathEqualTo("/nexhealth/payments")),
                okJson("{\"code\": true, \"data\": [{\"transaction_id\": \"%s\", \"amount\": %s}]}"
                        .formatted(Stubs.transactionId(claim), amount)));
        var before = stubs.lookups(claim).size();

        claims.resolve(claim, "PAYMENT", "CHECK");

        await().atMost(Duration.ofSeconds(15)).until(() -> stubs.lookups(claim).size() > before);
        await().during(Duration.ofSeconds(1)).untilAsserted(() -> expect("ACCEPTED", "CONFIRMED"));
    }

    @Test
    void a_void_debits_nothing_that_the_ledger_does_not_show() {
        confirmed();
        stubs.synced();
        claims.resolve(claim, "PAYMENT", "CHECK");
        expect("ACCEPTED", "CONFIRMED", "CONFIRMED ledger-differs");

        claims.reverse(claim);

        expectOf("REVERSAL", "NOT_REQUIRED nothing-to-post");
        assertThat(stubs.debits(claim)).isEmpty();
    }

    @Test
    void what_the_ledger_did_not_show_when_it_was_voided_is_debited_once_it_does() {
        confirmed();
        stubs.synced();
        stubs.on(Stubs.debit(claim), Stubs.taken());
        claims.resolve(claim, "PAYMENT", "CHECK");
        expect("ACCEPTED", "CONFIRMED", "CONFIRMED ledger-differs");
        claims.reverse(claim);
        expectOf("REVERSAL", "NOT_REQUIRED nothing-to-post");

        stubs.ledger(claim, "1500.00");
        claims.resolve(claim, "PAYMENT", "CHECK");

        expect("ACCEPTED", "CONFIRMED", "CONFIRMED ledger-differs", "CONFIRMED");
        expectOf("REVERSAL", "NOT_REQUIRED nothing-to-post", "ACCEPTED");
        assertThat(stubs.debits(claim)).hasSize(1);
        assertThat(stubs.debits(claim).getFirst().getBodyAsString()).contains("\"amount\":1500.00");
    }

    @Test
    void what_was_there_twice_before_it_was_voided_and_is_found_after_is_told_as_not_all_undone_until_it_is() {
        confirmed();
        stubs.on(Stubs.debit(claim), Stubs.taken());
        claims.reverse(claim);
        expectOf("REVERSAL", "ACCEPTED");
        Webhooks.debited("debit-" + claim.patient, Stubs.transactionId(claim, Purpose.REVERSAL, 0));
        expectOf("REVERSAL", "ACCEPTED", "CONFIRMED");

        stubs.ledger(claim, "1500.00", "1500.00");
        claims.resolve(claim, "PAYMENT", "CHECK");

        expectOf("REVERSAL", "ACCEPTED", "CONFIRMED", "CONFIRMED ledger-differs");
        var outcome = outcomeOf("REVERSAL");
        assertThat(outcome.getAmount()).isEqualTo(-300_000);
        assertThat(outcome.getLedgerAmount()).isEqualTo(150_000);

        stubs.ledger(claim, "1500.00");
        claims.resolve(claim, "PAYMENT", "CHECK");

        expectOf("REVERSAL", "ACCEPTED", "CONFIRMED", "CONFIRMED ledger-differs", "CONFIRMED");
        assertThat(outcomeOf("REVERSAL").getAmount()).isEqualTo(-150_000);
        assertThat(stubs.debits(claim)).hasSize(1);
    }

    @Test
    void a_person_lets_pass_what_the_ledger_shows_by_then() {
        stubs.on(Stubs.debit(claim), Stubs.taken());
        differs();
        claims.reverse(claim);
        expectOf("REVERSAL", "WAITING posting-review");

        stubs.ledger(claim, "1500.00");
        claims.resolve(claim, "PAYMENT", "CHECK");
        expectOf("REVERSAL", "WAITING posting-review", "WAITING posting-review");
        assertThat(outcomeOf("REVERSAL").getAmount()).isEqualTo(-150_000);
        claims.resolve(claim, "REVERSAL", "APPROVE");

        expectOf("REVERSAL", "WAITING posting-review", "WAITING posting-review", "ACCEPTED");
        assertThat(stubs.debits(claim).getFirst().getBodyAsString()).contains("\"amount\":1500.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"APPROVE", "CONFIRM"})
    void what_a_person_decides_of_an_amount_that_was_reckoned_anew_meanwhile_is_told_again_instead(String decision) {
        stubs.on(Stubs.debit(claim), Stubs.taken());
        differs();
        claims.reverse(claim);
        expectOf("REVERSAL", "WAITING posting-review");
        stubs.ledger(claim, "1500.00");
        claims.resolve(claim, "PAYMENT", "CHECK");
        expectOf("REVERSAL", "WAITING posting-review", "WAITING posting-review");

        claims.resolve(claim, "REVERSAL", decision, -149_999L);

        expectOf("REVERSAL", "WAITING posting-review", "WAITING posting-review", "WAITING posting-review");
        assertThat(outcomeOf("REVERSAL").getAmount()).isEqualTo(-150_000);
        claims.resolve(claim, "REVERSAL", decision, -150_000L);
        expectOf(
                "REVERSAL",
                "WAITING posting-review",
                "WAITING posting-review",
                "WAITING posting-review",
                decision.equals("APPROVE") ? "ACCEPTED" : "CONFIRMED confirmed-by-hand");
    }

    @Test
    void a_void_of_what_the_ledger_shows_otherwise_waits_for_a_person_who_lets_pass_what_it_shows() {
        stubs.on(Stubs.debit(claim), Stubs.taken());
        differs();

        claims.reverse(claim);
        expectOf("REVERSAL", "WAITING posting-review");
        assertThat(stubs.debits(claim)).isEmpty();
        claims.resolve(claim, "REVERSAL", "APPROVE");

        expectOf("REVERSAL", "WAITING posting-review", "ACCEPTED");
        assertThat(stubs.debits(claim).getFirst().getBodyAsString()).contains("\"amount\":1499.99");
    }

    @Test
    void a_retry_of_what_differs_is_answered_by_what_the_ledger_shows_then_or_cannot_show() {
        differs();
        stubs.on(get(urlPathEqualTo("/nexhealth/payments")), Stubs.refused(400, "no"));

        claims.resolve(claim, "PAYMENT", "RETRY");

        expect("ACCEPTED", "CONFIRMED", "CONFIRMED ledger-differs", "CONFIRMED ledger-differs");
        assertThat(outcomeOf("PAYMENT").getLedgerAmount()).isEqualTo(149_999);
        stubs.ledger(claim, "1499.98");
        claims.resolve(claim, "PAYMENT", "RETRY");
        expect(
                "ACCEPTED",
                "CONFIRMED",
                "CONFIRMED ledger-differs",
                "CONFIRMED ledger-differs",
                "CONFIRMED ledger-differs");
        assertThat(outcomeOf("PAYMENT").getLedgerAmount()).isEqualTo(149_998);
    }

    @Test
    void what_an_operator_leaves_as_the_ledger_shows_it_is_voided_as_that_and_by_a_person() {
        differs();
        claims.resolve(claim, "PAYMENT", "CONFIRM");
        expect("ACCEPTED", "CONFIRMED", "CONFIRMED ledger-differs", "CONFIRMED confirmed-by-hand");
        assertThat(outcomeOf("PAYMENT").getLedgerAmount()).isNull();

        claims.reverse(claim);

        expectOf("REVERSAL", "WAITING posting-review");
        assertThat(outcomeOf("REVERSAL").getAmount()).isEqualTo(-149_999);
    }

    @Test
    void what_has_no_reference_to_look_for_still_differs_after_a_retry() {
        differs();
        claims.reverse(claim);
        expectOf("REVERSAL", "WAITING posting-review");
        claims.resolve(claim, "REVERSAL", "CONFIRM");
        expectOf("REVERSAL", "WAITING posting-review", "CONFIRMED confirmed-by-hand");
        stubs.ledger(claim, "1500.00");
        claims.resolve(claim, "PAYMENT", "CHECK");
        expectOf("REVERSAL", "WAITING posting-review", "CONFIRMED confirmed-by-hand", "CONFIRMED ledger-differs");

        claims.resolve(claim, "REVERSAL", "RETRY");

        expectOf(
                "REVERSAL",
                "WAITING posting-review",
                "CONFIRMED confirmed-by-hand",
                "CONFIRMED ledger-differs",
                "CONFIRMED ledger-differs");
        assertThat(stubs.debits(claim)).isEmpty();
    }

    @Test
    void a_late_complete_under_a_reference_that_was_given_up_is_found_by_the_check() {
        stubs.on(Stubs.payment(claim), Stubs.taken());
        claims.ask(claim);
        expect("ACCEPTED");
        Webhooks.failed(claim).then().statusCode(204);
        expect("ACCEPTED", "REJECTED posting-rejected");
        claims.resolve(claim, "PAYMENT", "RETRY");
        expect("ACCEPTED", "REJECTED posting-rejected", "ACCEPTED");
        var second = Stubs.transactionId(claim, Purpose.PAYMENT, 1);
        stubs.ledger(second, "1500.00");
        Webhooks.complete("second-" + claim.patient, second);
        expect("ACCEPTED", "REJECTED posting-rejected", "ACCEPTED", "CONFIRMED");

        stubs.ledger(claim, "1500.00");
        Webhooks.complete("late-" + claim.patient, Stubs.transactionId(claim))
                .then()
                .statusCode(204);

        expect("ACCEPTED", "REJECTED posting-rejected", "ACCEPTED", "CONFIRMED", "CONFIRMED ledger-differs");
        assertThat(told.outcomes(claim).getLast().getLedgerAmount()).isEqualTo(300_000);
    }

    @Test
    void a_late_complete_of_what_was_not_sent_since_confirms_it() {
        stubs.on(Stubs.payment(claim), Stubs.taken());
        claims.ask(claim);
        expect("ACCEPTED");
        Webhooks.failed(claim).then().statusCode(204);
        stubs.on(Stubs.payment(claim), Stubs.refused(402, "no"));
        claims.resolve(claim, "PAYMENT", "RETRY");
        expect("ACCEPTED", "REJECTED posting-rejected", "WAITING partner-credential-refused");

        Webhooks.complete("late-" + claim.patient, Stubs.transactionId(claim));

        expect("ACCEPTED", "REJECTED posting-rejected", "WAITING partner-credential-refused", "CONFIRMED");
        Locations.as("viewer")
                .get("/postings?transactionId=" + Stubs.transactionId(claim))
                .then()
                .body("data[0].reasonCode", nullValue());
    }

    @Test
    void a_late_complete_while_it_is_sent_anew_keeps_it_from_being_sent_once_more() {
        stubs.on(Stubs.payment(claim), Stubs.taken());
        claims.ask(claim);
        expect("ACCEPTED");
        Webhooks.failed(claim).then().statusCode(204);
        expect("ACCEPTED", "REJECTED posting-rejected");
        stubs.on(Stubs.payment(claim), Stubs.refused(402, "no").withFixedDelay(1_000));
        claims.resolve(claim, "PAYMENT", "RETRY");
        await().until(() -> stubs.payments(claim).size() == 2);

        Webhooks.complete("late-" + claim.patient, Stubs.transactionId(claim));

        expect("ACCEPTED", "REJECTED posting-rejected", "WAITING partner-credential-refused", "CONFIRMED");
        assertThat(stubs.payments(claim)).hasSize(2);
    }

    @Test
    void a_charge_that_was_changed_in_billing_is_told() {
        var charged = aClaim().paid(0).share(10_000);
        stubs.on(Stubs.charge(charged), Webhooks.charged(charged, 10_000));
        claims.ask(charged);
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(told.of(charged)).contains("CHARGE CONFIRMED"));
        stubs.on(
                get(urlPathEqualTo("/decoda/v1/charge/list"))
                        .withQueryParam("external_id", equalTo(Stubs.externalId(charged))),
                okJson("[{\"id\": \"chg_1\", \"externalId\": \"%s\", \"total\": 9999, \"totalOutstanding\": 0}]"
                        .formatted(Stubs.externalId(charged))));

        claims.resolve(charged, "CHARGE", "CHECK");

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(told.of(charged)).contains("CHARGE CONFIRMED ledger-differs"));
    }

    /** By a cent: 1499.99 of 1500.00. */
    private void differs() {
        confirmed();
        stubs.ledger(claim, "1499.99");
        claims.resolve(claim, "PAYMENT", "CHECK");
        expect("ACCEPTED", "CONFIRMED", "CONFIRMED ledger-differs");
    }

    private void confirmed() {
        stubs.on(Stubs.payment(claim), Stubs.taken());
        claims.ask(claim);
        expect("ACCEPTED");
        Webhooks.complete(claim).then().statusCode(204);
        expect("ACCEPTED", "CONFIRMED");
    }

    private PostingOutcome outcomeOf(String purpose) {
        return told.outcomes(claim).stream()
                .filter(outcome -> outcome.getPurpose().equals(purpose))
                .toList()
                .getLast();
    }

    private void expect(String... outcomes) {
        expectOf("PAYMENT", outcomes);
    }

    private void expectOf(String purpose, String... outcomes) {
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(told.of(claim).stream()
                        .filter(outcome -> outcome.startsWith(purpose + " "))
                        .map(outcome -> outcome.substring(purpose.length() + 1)))
                .containsExactly(outcomes));
    }
}
