package io.remithub.posting;

import static io.remithub.posting.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fence: what is planned is dropped, what is in flight is resolved first, only what is confirmed is undone. */
@QuarkusTest
class ReversalTest {

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
    void what_was_confirmed_is_undone_to_the_same_charges() {
        var claim = aClaim().share(10_000);
        stubs.on(Stubs.payment(claim), Stubs.taken());
        stubs.on(Stubs.charge(claim), Webhooks.charged(claim, 10_000));
        stubs.on(Stubs.debit(claim), Stubs.taken());
        stubs.on(Stubs.adjustment(claim, 10_000), Webhooks.charged(claim, 10_000));
        claims.ask(claim);
        told.expect(claim, "PAYMENT ACCEPTED", "CHARGE CONFIRMED");
        Webhooks.complete(claim);
        told.expect(claim, "PAYMENT ACCEPTED", "CHARGE CONFIRMED", "PAYMENT CONFIRMED");

        claims.reverse(claim);

        told.expect(
                claim,
                "PAYMENT ACCEPTED",
                "CHARGE CONFIRMED",
                "PAYMENT CONFIRMED",
                "REVERSAL ACCEPTED",
                "CHARGE_ADJUSTMENT CONFIRMED");
        assertThat(stubs.debits(claim).getFirst().getBodyAsString())
                .contains("\"charge_splits\":{\"9001\":\"900.00\",\"9002\":\"600.00\"}", "Insurance Reversal");
        assertThat(told.outcomes(claim).getLast().getAmount()).isNegative();
    }

    @Test
    void what_was_in_flight_is_undone_once_it_is_known() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.taken());
        stubs.on(Stubs.debit(claim), Stubs.taken());
        claims.ask(claim);
        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT ACCEPTED");

        claims.reverse(claim);
        told.expect(
                claim,
                "CHARGE NOT_REQUIRED nothing-to-post",
                "PAYMENT ACCEPTED",
                "CHARGE_ADJUSTMENT NOT_REQUIRED nothing-to-post");
        assertThat(stubs.debits(claim)).isEmpty();
        Webhooks.complete(claim);

        told.expect(
                claim,
                "CHARGE NOT_REQUIRED nothing-to-post",
                "PAYMENT ACCEPTED",
                "CHARGE_ADJUSTMENT NOT_REQUIRED nothing-to-post",
                "PAYMENT CONFIRMED",
                "REVERSAL ACCEPTED");
    }

    @Test
    void what_the_partner_failed_and_does_after_all_is_undone_even_then() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.taken());
        stubs.on(Stubs.debit(claim), Stubs.taken());
        claims.ask(claim);
        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT ACCEPTED");
        Webhooks.failed(claim).then().statusCode(204);
        claims.reverse(claim);
        told.expect(
                claim,
                "CHARGE NOT_REQUIRED nothing-to-post",
                "PAYMENT ACCEPTED",
                "PAYMENT REJECTED posting-rejected",
                "PAYMENT NOT_REQUIRED reversed",
                "REVERSAL NOT_REQUIRED nothing-to-post",
                "CHARGE_ADJUSTMENT NOT_REQUIRED nothing-to-post");

        Webhooks.complete(claim).then().statusCode(204);

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(told.of(claim)).endsWith("PAYMENT CONFIRMED", "REVERSAL ACCEPTED"));
        assertThat(told.outcomes(claim).getLast().getAmount()).isEqualTo(-150_000);
        assertThat(stubs.debits(claim)).hasSize(1);
        assertThat(stubs.payments(claim)).hasSize(1);
    }

    @Test
    void what_the_partner_did_not_take_is_not_sent_again_once_the_reversal_came() {
        var claim = aClaim();
        stubs.on(
                Stubs.payment(claim),
                Stubs.refused(503, "busy").withHeader("Retry-After", "0").withFixedDelay(700));
        claims.ask(claim);
        await().until(() -> !stubs.payments(claim).isEmpty());

        claims.reverse(claim);

        expectDropped(claim);
    }

    @Test
    void what_proves_absent_is_not_sent_again_once_the_reversal_came() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.refused(500, "oops").withFixedDelay(700));
        stubs.synced();
        claims.ask(claim);
        await().until(() -> !stubs.payments(claim).isEmpty());

        claims.reverse(claim);

        expectDropped(claim);
    }

    @Test
    void what_fails_after_the_reversal_is_nothing_to_retry() {
        var claim = aClaim();
        stubs.on(Stubs.payment(claim), Stubs.taken());
        claims.ask(claim);
        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT ACCEPTED");
        claims.reverse(claim);

        Webhooks.failed(claim).then().statusCode(204);

        told.expect(
                claim,
                "CHARGE NOT_REQUIRED nothing-to-post",
                "PAYMENT ACCEPTED",
                "CHARGE_ADJUSTMENT NOT_REQUIRED nothing-to-post",
                "PAYMENT REJECTED posting-rejected",
                "PAYMENT NOT_REQUIRED reversed",
                "REVERSAL NOT_REQUIRED nothing-to-post");
    }

    @Test
    void what_was_not_sent_is_never_sent() {
        var claim = aClaim().unbalanced();
        claims.ask(claim);
        told.expect(claim, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT WAITING out-of-balance");

        claims.reverse(claim);
        claims.ask(claim);

        told.expect(
                claim,
                "CHARGE NOT_REQUIRED nothing-to-post",
                "PAYMENT WAITING out-of-balance",
                "PAYMENT NOT_REQUIRED reversed",
                "REVERSAL NOT_REQUIRED nothing-to-post",
                "CHARGE_ADJUSTMENT NOT_REQUIRED nothing-to-post");
        assertThat(stubs.payments(claim)).isEmpty();
    }

    @Test
    void a_reversal_that_comes_first_leaves_nothing_to_post() {
        var claim = aClaim().share(10_000);

        claims.reverse(claim);
        claims.ask(claim);

        told.expect(
                claim,
                "REVERSAL NOT_REQUIRED nothing-to-post",
                "CHARGE_ADJUSTMENT NOT_REQUIRED nothing-to-post",
                "PAYMENT NOT_REQUIRED reversed",
                "CHARGE NOT_REQUIRED reversed");
        assertThat(stubs.payments(claim)).isEmpty();
        assertThat(stubs.charges(claim)).isEmpty();
    }

    private void expectDropped(Claims.Asked claim) {
        told.expect(
                claim,
                "CHARGE NOT_REQUIRED nothing-to-post",
                "CHARGE_ADJUSTMENT NOT_REQUIRED nothing-to-post",
                "PAYMENT NOT_REQUIRED reversed",
                "REVERSAL NOT_REQUIRED nothing-to-post");
        assertThat(stubs.payments(claim)).hasSize(1);
    }
}
