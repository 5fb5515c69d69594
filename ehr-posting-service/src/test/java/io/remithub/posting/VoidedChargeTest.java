package io.remithub.posting;

import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.remithub.posting.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.posting.application.ReversePostings;
import io.remithub.posting.domain.Posting.Origin;
import io.remithub.posting.domain.PostingKey.ClaimKey;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A charge that one remittance made and a later one took back, when both are voided: the patient owes nothing. */
@QuarkusTest
class VoidedChargeTest {

    private static final String CHARGED = "CHARGE CONFIRMED";
    private static final String NO_PAYMENT = "PAYMENT NOT_REQUIRED nothing-to-post";
    private static final String NO_REVERSAL = "REVERSAL NOT_REQUIRED nothing-to-post";
    private static final String NOT_ADJUSTED = "CHARGE_ADJUSTMENT NOT_REQUIRED nothing-to-post";

    @Inject
    Claims claims;

    @Inject
    ReversePostings reversing;

    @Inject
    Tables tables;

    private final String location = Integer.toString(ThreadLocalRandom.current().nextInt(1_000, Integer.MAX_VALUE));
    private final Claims.Asked original = aClaim();
    private final Claims.Asked reversal = original.later();

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

    @ParameterizedTest
    @ValueSource(longs = {10_000, 4_000})
    void the_void_of_a_charge_and_then_of_what_took_it_back_leaves_the_patient_nothing_to_pay(long taken) {
        charged();
        takenBack(taken);

        claims.reverse(original);
        told.expect(
                original,
                taken == 10_000
                        ? new String[] {CHARGED, NO_PAYMENT, NO_REVERSAL, NOT_ADJUSTED}
                        : new String[] {CHARGED, NO_PAYMENT, NO_REVERSAL, "CHARGE_ADJUSTMENT CONFIRMED"});
        claims.reverse(reversal);
        told.expect(reversal, NO_PAYMENT, CHARGED, NO_REVERSAL, NOT_ADJUSTED);

        assertThat(told.confirmed("CHARGE", original, reversal)
                        + told.confirmed("CHARGE_ADJUSTMENT", original, reversal))
                .isZero();
        assertThat(stubs.charges(original)).hasSize(1);
    }

    @Test
    void a_charge_and_what_took_it_back_that_are_voided_at_the_same_time_leave_the_patient_nothing_to_pay()
            throws Exception {
        charged();
        takenBack(10_000);
        try (var other = Executors.newSingleThreadExecutor()) {
            QuarkusTransaction.begin();
            voided(original);
            var second = other.submit(() -> QuarkusTransaction.requiringNew().run(() -> voided(reversal)));
            await().until(() -> second.isDone() || tables.somebodyWaits());
            QuarkusTransaction.commit();
            second.get(10, TimeUnit.SECONDS);
        }

        told.expect(original, CHARGED, NO_PAYMENT, NO_REVERSAL, NOT_ADJUSTED);
        told.expect(reversal, NO_PAYMENT, CHARGED, NO_REVERSAL, NOT_ADJUSTED);
        assertThat(stubs.charges(original)).hasSize(1);
    }

    @Test
    void the_void_of_what_took_a_charge_back_and_then_of_the_charge_is_for_people_to_see_to() {
        charged();
        takenBack(10_000);

        claims.reverse(reversal);
        told.expect(reversal, NO_PAYMENT, CHARGED, NO_REVERSAL, "CHARGE_ADJUSTMENT CONFIRMED");
        claims.reverse(original);

        told.expect(original, CHARGED, NO_PAYMENT, NO_REVERSAL, "CHARGE_ADJUSTMENT WAITING posting-review");
        assertThat(adjustments()).hasSize(1);
    }

    @Test
    void a_charge_whose_takeback_is_dropped_before_it_was_sent_is_undone_by_its_void_after_all() {
        charged();
        underReview(10_000);

        claims.reverse(original);
        told.expect(original, CHARGED, NO_PAYMENT, NO_REVERSAL, NOT_ADJUSTED);
        claims.reverse(reversal);

        told.expect(original, CHARGED, NO_PAYMENT, NO_REVERSAL, NOT_ADJUSTED, "CHARGE_ADJUSTMENT CONFIRMED");
        assertThat(told.confirmed("CHARGE", original) + told.confirmed("CHARGE_ADJUSTMENT", original))
                .isZero();
        assertThat(adjustments()).hasSize(1);
    }

    @Test
    void a_charge_of_which_its_void_undid_what_the_takeback_left_is_for_people_once_that_is_cancelled() {
        charged();
        underReview(4_000);
        claims.reverse(original);
        told.expect(original, CHARGED, NO_PAYMENT, NO_REVERSAL, "CHARGE_ADJUSTMENT CONFIRMED");

        claims.resolve(reversal, "CHARGE", "CANCEL");

        told.expect(
                original,
                CHARGED,
                NO_PAYMENT,
                NO_REVERSAL,
                "CHARGE_ADJUSTMENT CONFIRMED",
                "CHARGE_ADJUSTMENT CONFIRMED ledger-differs");
        var outcome = told.outcomes(original).getLast();
        assertThat(outcome.getAmount()).isEqualTo(-10_000);
        assertThat(outcome.getLedgerAmount()).isEqualTo(6_000);
    }

    /** In the transaction that runs. */
    private void voided(Claims.Asked asked) {
        reversing.handle(new ClaimKey(asked.paymentId, 0, 1), Claims.TENANT, new Origin(null, null, Claims.TRACE));
    }

    /** The share alone, at a location of its own. */
    private void charged() {
        Stream.of(original, reversal).forEach(claim -> claim.at(location).paid(0));
        stubs.on(Stubs.charge(original), Webhooks.charged(original, 10_000));
        Stream.of(10_000, 6_000, 4_000)
                .forEach(cents -> stubs.on(Stubs.adjustment(original, cents), Webhooks.charged(original, 10_000)));
        claims.ask(original.share(10_000));
        told.expect(original, CHARGED, NO_PAYMENT);
    }

    private void takenBack(long cents) {
        claims.ask(reversal.takesBack(0, cents));
        told.expect(reversal, NO_PAYMENT, CHARGED);
    }

    /** Bound to what it takes back, and not sent. */
    private void underReview(long cents) {
        Locations.set(location, "{\"mode\": \"REVIEW\"}");
        claims.ask(reversal.takesBack(0, cents));
        told.expect(reversal, NO_PAYMENT, "CHARGE WAITING posting-review");
        Locations.set(location, "{\"mode\": \"ALL\"}");
    }

    private List<LoggedRequest> adjustments() {
        return stubs.sent(postRequestedFor(urlPathEqualTo("/decoda/v1/charge/adjust"))
                .withRequestBody(matchingJsonPath("$[?(@.chargeId == 'chg_%d')]".formatted(original.patient))));
    }
}
