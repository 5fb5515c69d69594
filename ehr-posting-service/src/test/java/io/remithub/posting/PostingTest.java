package io.remithub.posting;

import static io.remithub.posting.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = PartnersResource.class, scope = TestResourceScope.GLOBAL)
class PostingTest {

    @Inject
    Claims claims;

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
    void money_is_accepted_and_confirmed_by_the_signed_webhook() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.taken());

        claims.ask(claim);
        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT ACCEPTED");
        Webhooks.complete(claim).then().statusCode(204);

        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT ACCEPTED", "PAYMENT CONFIRMED");
        assertThat(stubs.payments(claim)).hasSize(1);
        assertThat(told.outcomes(claim).getLast().getTransactionId()).isEqualTo(Stubs.transactionId(claim));
        assertThat(told.outcomes(claim).getLast().getAmount()).isEqualTo(150_000);
    }

    @Test
    void everything_runs_in_the_trace_of_the_request() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.taken());

        claims.ask(claim);
        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT ACCEPTED");
        Webhooks.complete(claim);
        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT ACCEPTED", "PAYMENT CONFIRMED");

        var trace = Claims.TRACE.substring(3, 35);
        assertThat(told.tracesOf(claim)).allSatisfy(header -> assertThat(header).contains(trace));
        assertThat(stubs.payments(claim).getFirst().getHeader("traceparent")).contains(trace);
    }

    @Test
    void a_patients_share_is_charged_at_once() {
        var claim = aClaim().paid(0).share(10_000);
        stubs.on(Stubs.charge(claim), Webhooks.charged(claim, 10_000));

        claims.ask(claim);

        told.expect(claim, "PAYMENT NOT_REQUIRED nothing-to-post", "CHARGE CONFIRMED");
        var sent = stubs.charges(claim).getFirst();
        assertThat(sent.getHeader("TENANT")).isEqualTo("every-health");
        assertThat(sent.getHeader("API-KEY")).isEqualTo("decoda-key");
        assertThat(sent.getBodyAsString())
                .contains("\"totalOutstanding\":10000", "\"customAmount\":10000", Stubs.externalId(claim))
                .doesNotContain("Canary");
    }

    @Test
    void a_repeated_request_posts_nothing_more() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.taken());

        claims.ask(claim);
        claims.ask(claim);
        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT ACCEPTED");
        Webhooks.complete(claim);
        Webhooks.complete(claim).then().statusCode(204);
        claims.ask(claim);

        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT ACCEPTED", "PAYMENT CONFIRMED");
        assertThat(stubs.payments(claim)).hasSize(1);
    }

    @Test
    void a_webhook_that_overtakes_the_answer_confirms_and_the_answer_changes_nothing() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.taken().withFixedDelay(1_000));

        claims.ask(claim);
        await().until(() -> !stubs.payments(claim).isEmpty());
        Webhooks.complete(claim).then().statusCode(204);

        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT CONFIRMED");
        await().during(Duration.ofSeconds(2))
                .until(() -> told.of(claim).size() == 2 && stubs.payments(claim).size() == 1);
    }

    @Test
    void a_lost_answer_is_looked_up_and_found_not_repeated() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.taken().withFault(Fault.CONNECTION_RESET_BY_PEER));
        stubs.ledger(claim, "900.00", "600.00");
        stubs.synced();

        claims.ask(claim);

        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT CONFIRMED");
        assertThat(stubs.payments(claim)).hasSize(1);
    }

    @Test
    void absence_that_is_not_proven_is_not_repeated() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.refused(500, "oops"));

        claims.ask(claim);

        stubs.awaitTwice(Stubs.lookup(claim));
        assertThat(stubs.payments(claim)).hasSize(1);
        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post");
    }

    @Test
    void proven_absence_is_repeated_once_and_then_left_to_people() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.refused(500, "oops"));
        stubs.synced();

        claims.ask(claim);

        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT UNCONFIRMED posting-unconfirmed");
        assertThat(stubs.payments(claim)).hasSize(2);
        assertThat(stubs.payments(claim).stream()
                        .map(request -> request.getBodyAsString())
                        .distinct())
                .hasSize(1);

        stubs.ledger(claim, "1500.00");
        told.expect(
                claim,
                "CHARGE NOT_REQUIRED nothing-to-post",
                "PAYMENT UNCONFIRMED posting-unconfirmed",
                "PAYMENT CONFIRMED");
    }

    @Test
    void a_lost_webhook_is_made_up_for_by_reading_back() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.taken());
        stubs.ledger(claim, "1500.00");

        claims.ask(claim);

        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT ACCEPTED", "PAYMENT CONFIRMED");
    }

    @Test
    void a_partner_that_did_nothing_is_asked_again() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim)
                .inScenario(claim.paymentId)
                .whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("well")
                .willReturn(Stubs.refused(503, "busy").withHeader("Retry-After", "1")));
        stubs.on(Stubs.payment(claim)
                .inScenario(claim.paymentId)
                .whenScenarioStateIs("well")
                .willReturn(Stubs.taken()));

        claims.ask(claim);

        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT ACCEPTED");
        assertThat(stubs.payments(claim)).hasSize(2);
    }

    @Test
    void a_payer_whose_money_is_not_posted_by_itself_waits_for_an_approval_and_makes_no_call() {
        var claim = aClaim();
        claim.review = true;
        stubs.on(Stubs.payment(claim), Stubs.taken());

        claims.ask(claim);
        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT WAITING posting-review");
        assertThat(stubs.payments(claim)).isEmpty();

        claims.resolve(claim, "PAYMENT", "APPROVE");
        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT WAITING posting-review", "PAYMENT ACCEPTED");
    }

    @Test
    void an_unbalanced_remittance_waits_and_makes_no_call_until_it_is_approved() {
        var claim = aClaim().unbalanced();
        stubs.on(Stubs.payment(claim), Stubs.taken());

        claims.ask(claim);
        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT WAITING out-of-balance");
        assertThat(stubs.payments(claim)).isEmpty();

        claims.resolve(claim, "PAYMENT", "APPROVE");
        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT WAITING out-of-balance", "PAYMENT ACCEPTED");
    }
}
