package io.remithub.posting;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.remithub.posting.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.posting.domain.Purpose;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule and each answer of NexHealth. The charge, not required, is left out of what is expected. */
@QuarkusTest
class NexHealthTest {

    @Inject
    Claims claims;

    private final String location = Integer.toString(ThreadLocalRandom.current().nextInt(1_000, Integer.MAX_VALUE));

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
    void a_transaction_is_sent_as_the_contract_has_it() throws Exception {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.taken());

        claims.ask(claim);
        expect(claim, "ACCEPTED");

        var sent = stubs.payments(claim).getFirst();
        assertThat(sent.getHeader("Authorization")).startsWith("Bearer ");
        assertThat(sent.getHeader("Nex-Api-Version")).isEqualTo("v20240412");
        assertThat(sent.queryParameter("subdomain").firstValue()).isEqualTo("every-health");
        assertThat(sent.queryParameter("location_id").firstValue()).isEqualTo("101");
        var body = new ObjectMapper().readTree(sent.getBody()).get("payment_transaction");
        assertThat(body.get("currency").asText()).isEqualTo("USD");
        assertThat(body.get("amount").isNumber()).isTrue();
        assertThat(body.get("amount").decimalValue()).isEqualByComparingTo("1500.00");
        assertThat(body.get("type_name").asText()).isEqualTo("Insurance Payment");
        assertThat(body.get("paid_at").asText()).isEqualTo("2025-01-15");
        assertThat(body.get("transaction_id").asText()).isEqualTo(Stubs.transactionId(claim));
        assertThat(body.get("charge_splits").get("9001").isTextual()).isTrue();
        assertThat(body.get("charge_splits").get("9001").asText()).isEqualTo("900.00");
        assertThat(body.get("charge_splits").get("9002").asText()).isEqualTo("600.00");
        assertThat(body.has("provider_splits")).isFalse();
        assertThat(sent.getBodyAsString()).doesNotContain("Canary");
    }

    @Test
    void without_charges_the_providers_are_named_and_never_both() {
        var claim = aClaim();
        claim.charges = Map.of();
        claim.providers = Map.of("2", "002");
        stubs.on(Stubs.payment(claim), Stubs.taken());

        claims.ask(claim);
        expect(claim, "ACCEPTED");

        assertThat(stubs.payments(claim).getFirst().getBodyAsString())
                .contains("\"provider_splits\":{\"001\":\"900.00\",\"002\":\"600.00\"}")
                .doesNotContain("charge_splits");
    }

    @Test
    void a_payment_type_that_the_location_does_not_have_makes_no_call_until_an_operator_retries() {
        var claim = aClaim().at(location);
        stubs.types(location, "Cash");
        stubs.on(Stubs.payment(claim), Stubs.taken());

        claims.ask(claim);
        expect(claim, "WAITING payment-type-unknown");
        assertThat(stubs.payments(claim)).isEmpty();
        assertThat(stubs.sent(getRequestedFor(urlPathEqualTo("/nexhealth/payment_types"))
                        .withQueryParam("location_id", equalTo(location))))
                .as("read once on the miss")
                .hasSize(1);

        stubs.types(location, "Cash", "Insurance Payment");
        claims.resolve(claim, "PAYMENT", "RETRY");
        expect(claim, "WAITING payment-type-unknown", "ACCEPTED");
    }

    @Test
    void two_payment_types_of_one_name_make_no_call() {
        var claim = aClaim().at(location);
        stubs.types(location, "Insurance Payment", "Insurance Payment");

        claims.ask(claim);

        expect(claim, "WAITING ambiguous-payment-type");
        assertThat(stubs.payments(claim)).isEmpty();
    }

    @Test
    void payment_types_are_read_once_for_a_location() {
        stubs.types(location, "Insurance Payment");
        for (int i = 0; i < 2; i++) {
            var claim = aClaim().at(location);
            stubs.on(Stubs.payment(claim), Stubs.taken());
            claims.ask(claim);
            expect(claim, "ACCEPTED");
        }

        assertThat(stubs.sent(getRequestedFor(urlPathEqualTo("/nexhealth/payment_types"))
                        .withQueryParam("location_id", equalTo(location))))
                .hasSize(1);
    }

    @Test
    void a_token_that_is_refused_is_renewed_once() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim)
                .inScenario(claim.paymentId)
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("renewed")
                .willReturn(Stubs.refused(401, "Unauthorized")));
        stubs.on(Stubs.payment(claim)
                .inScenario(claim.paymentId)
                .whenScenarioStateIs("renewed")
                .willReturn(Stubs.taken()));
        stubs.on(post("/nexhealth/authenticates"), okJson("""
                {"code": true, "data": {"token": "%s"}}""".formatted(claim.paymentId)));

        claims.ask(claim);

        expect(claim, "ACCEPTED");
        assertThat(stubs.payments(claim)).hasSize(2);
        assertThat(stubs.payments(claim).getLast().getHeader("Authorization")).isEqualTo("Bearer " + claim.paymentId);
    }

    @Test
    void a_refused_credential_waits_and_goes_on_by_itself() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.refused(402, "Payment required"));

        claims.ask(claim);
        expect(claim, "WAITING partner-credential-refused");

        stubs.on(Stubs.payment(claim), Stubs.taken());
        expect(claim, "WAITING partner-credential-refused", "ACCEPTED");
    }

    @Test
    void a_validation_answer_rejects_and_is_not_repeated() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.refused(400, "the splits do not add up to the amount"));

        claims.ask(claim);

        expect(claim, "REJECTED posting-rejected");
        assertThat(stubs.payments(claim)).hasSize(1);
    }

    @Test
    void a_patient_that_the_practice_does_not_know_has_a_reason_of_its_own() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.refused(400, "Patient does not exist"));

        claims.ask(claim);

        expect(claim, "REJECTED patient-unknown");
    }

    @Test
    void a_failed_insertion_rejects() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.taken());

        claims.ask(claim);
        expect(claim, "ACCEPTED");
        Webhooks.failed(claim).then().statusCode(204);

        expect(claim, "ACCEPTED", "REJECTED posting-rejected");
    }

    @Test
    void a_success_in_a_wrong_envelope_is_looked_up_not_believed() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), aResponse().withStatus(200).withBody("<html>welcome</html>"));
        stubs.ledger(claim, "1500.00");

        claims.ask(claim);

        expect(claim, "CONFIRMED");
        assertThat(stubs.payments(claim)).hasSize(1);
    }

    @Test
    void an_answer_without_end_is_cut_off_and_looked_up() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), aResponse().withStatus(202).withBody("x".repeat(5 << 20)));
        stubs.ledger(claim, "1500.00");

        claims.ask(claim);

        expect(claim, "CONFIRMED");
    }

    @Test
    void an_answer_that_takes_too_long_is_looked_up() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.taken().withFixedDelay(4_000));
        stubs.ledger(claim, "1500.00");

        claims.ask(claim);

        expect(claim, "CONFIRMED");
        assertThat(stubs.payments(claim)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 500, 502, 504})
    void a_failure_that_may_have_come_after_the_deed_is_looked_up(int status) {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.refused(status, "oops"));
        stubs.ledger(claim, "1500.00");

        claims.ask(claim);

        expect(claim, "CONFIRMED");
        assertThat(stubs.payments(claim)).hasSize(1);
    }

    @Test
    void who_is_asked_to_wait_waits_and_then_sends_the_same_once_more() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim)
                .inScenario(claim.paymentId)
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("waited")
                .willReturn(Stubs.refused(429, "slow down").withHeader("Retry-After", "2")));
        stubs.on(Stubs.payment(claim)
                .inScenario(claim.paymentId)
                .whenScenarioStateIs("waited")
                .willReturn(Stubs.taken()));

        claims.ask(claim);
        expect(claim, "ACCEPTED");

        var sent = stubs.payments(claim);
        assertThat(sent).hasSize(2);
        assertThat(sent.getLast().getBodyAsString()).isEqualTo(sent.getFirst().getBodyAsString());
        assertThat(Duration.between(
                        sent.getFirst().getLoggedDate().toInstant(),
                        sent.getLast().getLoggedDate().toInstant()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(1_900));
    }

    @Test
    void garbage_on_the_wire_is_looked_up() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
        stubs.ledger(claim, "1500.00");

        claims.ask(claim);

        expect(claim, "CONFIRMED");
    }

    @Test
    void records_that_come_to_another_amount_confirm_nothing() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.taken());
        stubs.ledger(claim, "900.00", "599.99");

        claims.ask(claim);
        expect(claim, "ACCEPTED");
        stubs.awaitTwice(Stubs.lookup(claim));
        expect(claim, "ACCEPTED");

        stubs.ledger(claim, "900.00", "600.00");
        expect(claim, "ACCEPTED", "CONFIRMED");
    }

    @Test
    void a_practice_is_subscribed_to_before_its_first_posting() {
        var claim = aClaim();
        claim.subdomain = "practice-" + claim.patient;
        stubs.on(Stubs.payment(claim), Stubs.taken());

        claims.ask(claim);
        expect(claim, "ACCEPTED");

        var subscribed =
                stubs.sent(postRequestedFor(urlPathMatching("/nexhealth/webhook_endpoints/7/webhook_subscriptions"))
                        .withQueryParam("subdomain", equalTo(claim.subdomain)));
        assertThat(subscribed.stream().map(sent -> sent.getBodyAsString()))
                .anyMatch(body -> body.contains("payment_transaction_insertion"))
                .anyMatch(body -> body.contains("adjustment_transaction_insertion"));
        assertThat(subscribed.getLast().getLoggedDate())
                .isBeforeOrEqualTo(stubs.payments(claim).getFirst().getLoggedDate());
    }

    @Test
    void an_operator_s_word_confirms_what_nobody_else_does() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.taken());
        claims.ask(claim);
        expect(claim, "ACCEPTED");

        claims.resolve(claim, "PAYMENT", "CONFIRM");

        expect(claim, "ACCEPTED", "CONFIRMED confirmed-by-hand");

        Webhooks.failed(claim).then().statusCode(204);
        expect(claim, "ACCEPTED", "CONFIRMED confirmed-by-hand", "CONFIRMED partner-disagrees");
        assertThat(stubs.payments(claim)).hasSize(1);
    }

    @Test
    void what_the_record_rejected_is_retried_under_a_reference_of_its_own() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.taken());
        claims.ask(claim);
        expect(claim, "ACCEPTED");
        Webhooks.failed(claim).then().statusCode(204);
        expect(claim, "ACCEPTED", "REJECTED posting-rejected");

        claims.resolve(claim, "PAYMENT", "RETRY");
        expect(claim, "ACCEPTED", "REJECTED posting-rejected", "ACCEPTED");

        assertThat(stubs.payments(claim)).hasSize(2);
        assertThat(stubs.payments(claim).getLast().getBodyAsString())
                .contains(Stubs.transactionId(claim, Purpose.PAYMENT, 1));
    }

    @Test
    void what_is_cancelled_is_never_sent_and_a_late_word_of_the_partner_is_told() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.refused(400, "no"));
        claims.ask(claim);
        expect(claim, "REJECTED posting-rejected");

        claims.resolve(claim, "PAYMENT", "CANCEL");
        expect(claim, "REJECTED posting-rejected", "NOT_REQUIRED cancelled");
        Webhooks.complete(claim).then().statusCode(204);

        expect(claim, "REJECTED posting-rejected", "NOT_REQUIRED cancelled", "CONFIRMED");
        assertThat(stubs.payments(claim)).hasSize(1);
    }

    private void expect(Claims.Asked claim, String... outcomes) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(told.of(claim).stream()
                        .filter(outcome -> outcome.startsWith("PAYMENT "))
                        .map(outcome -> outcome.substring("PAYMENT ".length())))
                .containsExactly(outcomes));
    }
}
