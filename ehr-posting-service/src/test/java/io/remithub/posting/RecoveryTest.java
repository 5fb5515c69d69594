package io.remithub.posting;

import static io.remithub.posting.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.remithub.posting.application.Lease;
import io.remithub.posting.application.Postings;
import io.remithub.posting.application.Transitions;
import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.PostingKey;
import io.remithub.posting.domain.PostingState;
import io.remithub.posting.domain.Purpose;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a process leaves behind, and what a practice has asked for. */
@QuarkusTest
class RecoveryTest {

    @Inject
    Claims claims;

    @Inject
    Tables tables;

    @Inject
    Transitions transitions;

    @Inject
    Postings postings;

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
    void an_attempt_whose_process_died_is_looked_up_and_found_without_another_call() {
        var claim = aWaitingClaim();
        stubs.ledger(claim, "1500.00");

        tables.abandon(claim);

        expect(claim, "PAYMENT WAITING out-of-balance", "PAYMENT CONFIRMED");
        assertThat(stubs.payments(claim)).isEmpty();
    }

    @Test
    void an_attempt_whose_process_died_before_the_call_is_made_once_its_absence_is_proven() {
        var claim = aWaitingClaim();
        stubs.on(Stubs.payment(claim), Stubs.taken());
        stubs.synced();

        tables.abandon(claim);

        expect(claim, "PAYMENT WAITING out-of-balance", "PAYMENT ACCEPTED");
        assertThat(stubs.payments(claim)).hasSize(1);
    }

    @Test
    void whose_lease_has_ended_writes_nothing() {
        var claim = aWaitingClaim();
        var key = new PostingKey(claim.paymentId, 0, 1, Purpose.PAYMENT);

        transitions.apply(new Lease(key, -1), new Happening.Confirmed(null));

        assertThat(postings.ofClaims(List.of(key.claim())))
                .filteredOn(posting -> posting.key().equals(key))
                .allMatch(posting -> posting.state() == PostingState.WAITING);
    }

    @Test
    void a_location_that_enters_insurers_money_itself_gets_the_charge_alone() {
        Locations.set(location, "{\"mode\": \"PATIENT_ONLY\"}");
        var claim = aClaim().at(location).share(10_000);
        stubs.on(Stubs.charge(claim), Webhooks.charged(claim, 10_000));

        claims.ask(claim);

        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(told.of(claim))
                .containsExactlyInAnyOrder("PAYMENT NOT_REQUIRED location-mode", "CHARGE CONFIRMED"));
        assertThat(stubs.payments(claim)).isEmpty();
    }

    @Test
    void a_location_under_review_waits_for_an_operator() {
        Locations.set(location, "{\"mode\": \"REVIEW\"}");
        stubs.types(location, "Insurance Payment");
        var claim = aClaim().at(location);
        stubs.on(Stubs.payment(claim), Stubs.taken());
        claims.ask(claim);
        expect(claim, "PAYMENT WAITING posting-review");
        assertThat(stubs.payments(claim)).isEmpty();

        claims.resolve(claim, "PAYMENT", "APPROVE");

        expect(claim, "PAYMENT WAITING posting-review", "PAYMENT ACCEPTED");
    }

    @Test
    void money_taken_back_is_never_posted_as_a_payment() {
        var claim = aClaim().paid(-5_000);
        stubs.on(Stubs.debit(claim), Stubs.taken());
        claims.ask(claim);

        expect(claim, "PAYMENT WAITING posting-review");
        claims.resolve(claim, "PAYMENT", "APPROVE");

        expect(claim, "PAYMENT WAITING posting-review", "PAYMENT ACCEPTED");
        assertThat(stubs.debits(claim)).hasSize(1);
        assertThat(stubs.payments(claim)).isEmpty();
    }

    private Claims.Asked aWaitingClaim() {
        var claim = aClaim().unbalanced();
        claims.ask(claim);
        expect(claim, "PAYMENT WAITING out-of-balance");
        return claim;
    }

    private void expect(Claims.Asked claim, String... outcomes) {
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(
                        told.of(claim).stream().filter(outcome -> outcome.startsWith("PAYMENT ")))
                .containsExactly(outcomes));
    }
}
