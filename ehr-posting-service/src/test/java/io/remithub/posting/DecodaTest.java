package io.remithub.posting;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.remithub.posting.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each answer of Decoda. The payment, not required, is left out of what is expected. */
@QuarkusTest
class DecodaTest {

    @Inject
    Claims claims;

    @Inject
    Tables tables;

    private final Claims.Asked claim = aClaim().paid(0).share(10_000);
    private Stubs stubs;
    private Told told;

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler listening = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getMessage() + Arrays.toString(line.getParameters()) + line.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(listening);
    }

    @AfterEach
    void listenNoMore() {
        Logger.getLogger("").removeHandler(listening);
    }

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
    void a_lost_answer_is_looked_up_by_our_own_id_before_anything_is_sent_again() {
        stubs.on(Stubs.charge(claim), Stubs.taken().withFault(Fault.CONNECTION_RESET_BY_PEER));
        listed(10_000);

        claims.ask(claim);

        expect("CONFIRMED");
        assertThat(stubs.charges(claim)).hasSize(1);
        assertThat(stubs.sent(list())).isNotEmpty();
    }

    @Test
    void a_charge_that_is_not_there_is_made_once_more_and_then_left_to_people() {
        stubs.on(Stubs.charge(claim), Stubs.refused(500, "oops"));

        claims.ask(claim);

        expect("UNCONFIRMED charge-unconfirmed");
        assertThat(stubs.charges(claim)).hasSize(2);
    }

    @Test
    void a_charge_of_another_amount_confirms_nothing() {
        stubs.on(Stubs.charge(claim), Webhooks.charged(claim, 9_999));
        listed(9_999);

        claims.ask(claim);
        stubs.awaitTwice(list());

        expectNow();
        assertThat(stubs.charges(claim)).hasSize(1);
    }

    @Test
    void a_registration_without_a_decoda_patient_makes_no_call() {
        claims.ask(claim.withoutDecodaPatient());

        expect("WAITING patient-unknown");
    }

    @Test
    void where_the_share_is_left_out_the_adjustments_of_group_pr_say_it() {
        var unsaid = aClaim().paid(0).withPatientAdjustment(2_500);
        stubs.on(Stubs.charge(unsaid), Webhooks.charged(unsaid, 2_500));

        claims.ask(unsaid);

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(told.of(unsaid)).contains("CHARGE CONFIRMED"));
        assertThat(stubs.charges(unsaid).getFirst().getBodyAsString()).contains("\"totalOutstanding\":2500");
    }

    @Test
    void a_patient_that_decoda_does_not_know_has_a_reason_of_its_own() {
        stubs.on(Stubs.charge(claim), Stubs.refused(404, "Patient not found"));

        claims.ask(claim);

        expect("REJECTED patient-unknown");
    }

    @Test
    void a_refused_charge_is_rejected_and_not_repeated() {
        stubs.on(Stubs.charge(claim), Stubs.refused(400, "Bad Request"));

        claims.ask(claim);

        expect("REJECTED charge-rejected");
        assertThat(stubs.charges(claim)).hasSize(1);
    }

    @Test
    void the_clinical_profile_that_comes_with_an_answer_or_a_webhook_is_in_no_table_log_or_event() {
        stubs.on(Stubs.charge(claim), Webhooks.charged(claim, 10_000));

        claims.ask(claim);

        expect("CONFIRMED");
        Webhooks.signed("decoda", """
                {"id": "evt-%s", "type": "CHARGE_CREATED", "data": {"id": "chg-1", "externalId": "%s",
                 "patient": {"firstName": "Canary", "allergies": ["penicillin"]}}}""".formatted(claim.paymentId, Stubs.externalId(claim)), PartnersResource.SECRET)
                .then()
                .statusCode(204);
        assertThat(tables.everything()).doesNotContain("penicillin").doesNotContain("Canary");
        assertThat(told.outcomes(claim).toString()).doesNotContain("penicillin").doesNotContain("Canary");
        assertThat(logged).noneMatch(line -> line.contains("penicillin") || line.contains("Canary"));
    }

    @Test
    void what_a_patient_paid_confirms_no_adjustment_but_our_own_reason_does() {
        charged();
        stubs.on(adjustment(), Stubs.taken().withFault(Fault.CONNECTION_RESET_BY_PEER));
        stubs.on(get(urlPathEqualTo("/decoda/v1/charge/get/" + charge())), okJson("""
                {"id": "%s", "total": 10000, "totalOutstanding": 0,
                 "adjustments": [{"reason": "hardship", "amount": 10000}]}""".formatted(charge())));

        claims.reverse(claim);

        expectOfAdjustment("UNCONFIRMED charge-unconfirmed");
        adjustedByUs();
        expectOfAdjustment("UNCONFIRMED charge-unconfirmed", "CONFIRMED");
    }

    @Test
    void a_success_that_says_nothing_of_the_charge_confirms_no_adjustment() {
        charged();
        stubs.on(adjustment(), ok("<html>welcome</html>").withHeader("content-type", "text/html"));
        stubs.on(get(urlPathEqualTo("/decoda/v1/charge/get/" + charge())), Stubs.refused(500, "oops"));

        claims.reverse(claim);
        stubs.awaitTwice(getRequestedFor(urlPathEqualTo("/decoda/v1/charge/get/" + charge())));
        expectOfAdjustment();

        adjustedByUs();
        expectOfAdjustment("CONFIRMED");
    }

    @Test
    void while_decoda_is_away_a_charge_that_has_to_be_looked_up_is_waited_for_not_left_to_people() {
        stubs.on(Stubs.charge(claim), Webhooks.charged(claim, 10_000));
        claims.ask(claim);
        expect("CONFIRMED");
        tables.forget(claim, "CHARGE");
        stubs.on(get(urlPathEqualTo("/decoda/v1/charge/list")), Stubs.refused(500, "oops"));
        stubs.on(adjustment(), Webhooks.charged(claim, 10_000));

        claims.reverse(claim);
        stubs.awaitTwice(list());
        expectOfAdjustment();

        listed(10_000);
        expectOfAdjustment("CONFIRMED");
    }

    @Test
    void an_adjustment_that_an_operator_links_is_found_by_its_reason_and_counted_once() {
        charged();
        stubs.on(adjustment(), Stubs.taken().withFault(Fault.CONNECTION_RESET_BY_PEER));
        stubs.on(get(urlPathEqualTo("/decoda/v1/charge/get/" + charge())), Stubs.refused(500, "oops"));
        claims.reverse(claim);
        await().until(() -> !stubs.sent(getRequestedFor(urlPathEqualTo("/decoda/v1/charge/get/" + charge())))
                .isEmpty());
        String id = Locations.as("viewer")
                .get("/postings?purpose=CHARGE_ADJUSTMENT&paymentId=" + claim.paymentId)
                .path("data[0].postingId");

        Locations.as("operator")
                .contentType("application/json")
                .body("{\"transactionId\": \"ADJ:%d\", \"reason\": \"seen\"}".formatted(claim.patient))
                .post("/postings/%s/links".formatted(id))
                .then()
                .statusCode(204);
        adjustedByUs();

        expectOfAdjustment("CONFIRMED");
    }

    @Test
    void a_charge_that_shows_at_the_billing_that_it_was_sent_to_first_and_at_the_right_one_is_there_twice() {
        var right = claim.registeredAnew();
        right.decodaTenant = "another";
        stubs.on(get(urlPathEqualTo("/decoda/v1/charge/list")), Stubs.refused(500, "oops"));
        stubs.on(Stubs.charge(claim), Stubs.refused(500, "oops"));
        stubs.on(Stubs.charge(right), Webhooks.charged(claim, 10_000));
        claims.ask(claim);
        await().until(() -> !stubs.charges(claim).isEmpty());
        claims.ask(right);
        await().until(() ->
                tables.count("posting_request", "charge_registration is not null and payment_id", claim.paymentId)
                        == 1);
        stubs.on(get(urlPathEqualTo("/decoda/v1/charge/list")), okJson("[]"));
        expect("CONFIRMED");
        listed(10_000);

        claims.resolve(claim, "CHARGE", "CHECK");

        expect("CONFIRMED", "CONFIRMED ledger-differs");
        assertThat(told.outcomes(claim).getLast().getLedgerAmount()).isEqualTo(20_000);
    }

    private void charged() {
        stubs.on(Stubs.charge(claim), Webhooks.charged(claim, 10_000));
        claims.ask(claim);
        expect("CONFIRMED");
    }

    private String charge() {
        return "chg_" + claim.patient;
    }

    private static MappingBuilder adjustment() {
        return post(urlPathEqualTo("/decoda/v1/charge/adjust"));
    }

    private void adjustedByUs() {
        stubs.on(get(urlPathEqualTo("/decoda/v1/charge/get/" + charge())), okJson("""
                {"id": "%s", "total": 10000, "totalOutstanding": 0,
                 "adjustments": [{"reason": "%s:reversal", "amount": 10000}]}""".formatted(
                        charge(), Stubs.externalId(claim))));
    }

    private void expectOfAdjustment(String... outcomes) {
        await().atMost(Duration.ofSeconds(25)).untilAsserted(() -> assertThat(told.of(claim).stream()
                        .filter(outcome -> outcome.startsWith("CHARGE_ADJUSTMENT "))
                        .map(outcome -> outcome.substring("CHARGE_ADJUSTMENT ".length())))
                .containsExactly(outcomes));
    }

    /** By our own id. */
    private RequestPatternBuilder list() {
        return getRequestedFor(urlPathEqualTo("/decoda/v1/charge/list"))
                .withQueryParam("external_id", equalTo(Stubs.externalId(claim)));
    }

    private void listed(long cents) {
        stubs.on(
                get(urlPathEqualTo("/decoda/v1/charge/list"))
                        .withQueryParam("external_id", equalTo(Stubs.externalId(claim))),
                okJson("""
                        [{"id": "%s", "externalId": "%s", "total": %d, "totalOutstanding": 0}]""".formatted(charge(), Stubs.externalId(claim), cents)));
    }

    private void expect(String... outcomes) {
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> expectNow(outcomes));
    }

    private void expectNow(String... outcomes) {
        assertThat(told.of(claim).stream()
                        .filter(outcome -> outcome.startsWith("CHARGE "))
                        .map(outcome -> outcome.substring("CHARGE ".length())))
                .containsExactly(outcomes);
    }
}
