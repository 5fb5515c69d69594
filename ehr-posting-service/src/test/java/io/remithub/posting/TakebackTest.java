package io.remithub.posting;

import static io.remithub.posting.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** CLP02 22: a remittance takes back what an earlier one paid, and mostly pays it anew in the next claim. */
@QuarkusTest
class TakebackTest {

    @Inject
    Claims claims;

    private final Claims.Asked original = aClaim();
    private final Claims.Asked reversal = original.later();

    private Stubs stubs;
    private Told told;

    @BeforeEach
    void usualAnswers() {
        stubs = new Stubs();
        stubs.usual();
        stubs.on(Stubs.payment(original), Stubs.taken());
        stubs.on(Stubs.debit(original), Stubs.taken());
        told = new Told();
    }

    @AfterEach
    void close() {
        told.close();
    }

    @Test
    void a_reversal_with_its_correction_nets_to_the_correction_in_both_ledgers() {
        stubs.on(Stubs.charge(original), Webhooks.charged(original, 10_000));
        stubs.on(Stubs.adjustment(original, 10_000), Webhooks.charged(original, 10_000));
        paid(original.share(10_000), "CHARGE CONFIRMED");
        var correction = reversal.next().paid(120_000).share(5_000);
        stubs.on(Stubs.charge(correction), Webhooks.charged(correction, 5_000));

        claims.ask(reversal.takesBack(150_000, 10_000));
        claims.ask(correction);
        told.expect(reversal, "PAYMENT ACCEPTED", "CHARGE CONFIRMED");
        told.expect(correction, "PAYMENT ACCEPTED", "CHARGE CONFIRMED");
        Webhooks.debited(reversal).then().statusCode(204);
        Webhooks.complete(correction).then().statusCode(204);

        told.expect(reversal, "PAYMENT ACCEPTED", "CHARGE CONFIRMED", "PAYMENT CONFIRMED");
        told.expect(correction, "PAYMENT ACCEPTED", "CHARGE CONFIRMED", "PAYMENT CONFIRMED");
        assertThat(told.confirmed("PAYMENT", original, reversal, correction)).isEqualTo(120_000);
        assertThat(told.confirmed("CHARGE", original, reversal, correction)).isEqualTo(5_000);
        assertThat(stubs.debits(original)).hasSize(1);
        assertThat(stubs.debits(original).getFirst().getBodyAsString())
                .contains("\"charge_splits\":{\"9001\":\"900.00\",\"9002\":\"600.00\"}", "Insurance Reversal");
        assertThat(stubs.payments(original)).hasSize(2).noneMatch(sent -> sent.getBodyAsString()
                .contains("\"amount\":-"));
    }

    @Test
    void a_reversal_waits_for_what_it_undoes_to_be_known_and_a_part_is_undone_to_the_cent() {
        claims.ask(original);
        told.expect(original, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT ACCEPTED");
        claims.ask(reversal.takesBack(50_001, 0));
        told.expect(reversal, "CHARGE NOT_REQUIRED nothing-to-post");
        assertThat(stubs.debits(original)).isEmpty();

        Webhooks.complete(original).then().statusCode(204);

        told.expect(reversal, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT ACCEPTED");
        assertThat(stubs.debits(original).getFirst().getBodyAsString())
                .contains("\"charge_splits\":{\"9001\":\"300.01\",\"9002\":\"200.00\"}", "\"amount\":500.01");
    }

    @Test
    void without_an_earlier_posting_it_waits_for_an_operator_and_makes_no_call() {
        claims.ask(reversal.takesBack(150_000, 0));
        told.expect(reversal, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT WAITING original-unknown");
        assertThat(stubs.debits(original)).isEmpty();

        claims.resolve(reversal, "PAYMENT", "APPROVE");

        told.expect(
                reversal,
                "CHARGE NOT_REQUIRED nothing-to-post",
                "PAYMENT WAITING original-unknown",
                "PAYMENT ACCEPTED");
        assertThat(stubs.debits(original)).hasSize(1);
    }

    @Test
    void a_reversal_that_overtakes_what_it_undoes_goes_on_by_itself_once_that_is_known() {
        claims.ask(reversal.takesBack(150_000, 0));
        told.expect(reversal, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT WAITING original-unknown");

        paid(original, "CHARGE NOT_REQUIRED nothing-to-post");

        told.expect(
                reversal,
                "CHARGE NOT_REQUIRED nothing-to-post",
                "PAYMENT WAITING original-unknown",
                "PAYMENT ACCEPTED");
        assertThat(stubs.debits(original)).hasSize(1);
    }

    @Test
    void of_reversals_that_race_for_the_same_money_one_gets_it() {
        var race = 5;
        claims.ask(original);
        told.expect(original, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT ACCEPTED");
        var racing = Stream.generate(() -> original.later().takesBack(100_000, 0))
                .limit(race)
                .toList();
        racing.forEach(claims::ask);
        racing.forEach(one -> told.expect(one, "CHARGE NOT_REQUIRED nothing-to-post"));

        Webhooks.complete(original).then().statusCode(204);

        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(racing.stream()
                        .flatMap(one -> told.of(one).stream())
                        .filter(outcome -> outcome.startsWith("PAYMENT ")))
                .hasSize(race)
                .containsOnlyOnce("PAYMENT ACCEPTED")
                .containsOnly("PAYMENT ACCEPTED", "PAYMENT WAITING original-smaller"));
        assertThat(stubs.debits(original)).hasSize(1);
    }

    @Test
    void a_void_of_the_remittance_that_took_back_pays_again_and_then_the_first_one_can_be_voided() {
        paid(original, "CHARGE NOT_REQUIRED nothing-to-post");
        claims.ask(reversal.takesBack(150_000, 0));
        told.expect(reversal, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT ACCEPTED");
        Webhooks.debited(reversal).then().statusCode(204);

        claims.reverse(reversal);

        told.expect(
                reversal,
                "CHARGE NOT_REQUIRED nothing-to-post",
                "PAYMENT ACCEPTED",
                "PAYMENT CONFIRMED",
                "CHARGE_ADJUSTMENT NOT_REQUIRED nothing-to-post",
                "REVERSAL ACCEPTED");
        assertThat(told.outcomes(reversal).getLast().getAmount()).isEqualTo(150_000);
        assertThat(stubs.payments(original)).hasSize(2);
        assertThat(stubs.payments(original).getLast().getBodyAsString())
                .contains("\"charge_splits\":{\"9001\":\"900.00\",\"9002\":\"600.00\"}");

        claims.reverse(original);
        told.expect(
                original,
                "CHARGE NOT_REQUIRED nothing-to-post",
                "PAYMENT ACCEPTED",
                "PAYMENT CONFIRMED",
                "CHARGE_ADJUSTMENT NOT_REQUIRED nothing-to-post",
                "REVERSAL ACCEPTED");
        assertThat(stubs.debits(original)).hasSize(2);
    }

    @Test
    void a_void_of_what_was_taken_back_already_undoes_it_too_and_the_void_of_both_leaves_nothing() {
        paid(original, "CHARGE NOT_REQUIRED nothing-to-post");
        claims.ask(reversal.takesBack(150_000, 0));
        told.expect(reversal, "CHARGE NOT_REQUIRED nothing-to-post", "PAYMENT ACCEPTED");
        Webhooks.debited(reversal).then().statusCode(204);

        claims.reverse(original);
        told.expect(
                original,
                "CHARGE NOT_REQUIRED nothing-to-post",
                "PAYMENT ACCEPTED",
                "PAYMENT CONFIRMED",
                "CHARGE_ADJUSTMENT NOT_REQUIRED nothing-to-post",
                "REVERSAL ACCEPTED");
        assertThat(stubs.debits(original)).hasSize(2);

        claims.reverse(reversal);
        told.expect(
                reversal,
                "CHARGE NOT_REQUIRED nothing-to-post",
                "PAYMENT ACCEPTED",
                "PAYMENT CONFIRMED",
                "CHARGE_ADJUSTMENT NOT_REQUIRED nothing-to-post",
                "REVERSAL ACCEPTED");
        assertThat(stubs.payments(original)).hasSize(2);
    }

    @Test
    void what_a_reissue_charges_anew_though_the_share_was_taken_back_is_for_people_to_say() {
        stubs.on(Stubs.charge(original), Webhooks.charged(original, 10_000));
        stubs.on(Stubs.adjustment(original, 10_000), Webhooks.charged(original, 10_000));
        paid(original.share(10_000), "CHARGE CONFIRMED");
        claims.ask(reversal.takesBack(150_000, 10_000));
        told.expect(reversal, "PAYMENT ACCEPTED", "CHARGE CONFIRMED");

        claims.reverse(original);
        claims.ask(original.reissued());

        told.expect(
                original,
                "CHARGE CONFIRMED",
                "PAYMENT ACCEPTED",
                "PAYMENT CONFIRMED",
                "CHARGE_ADJUSTMENT NOT_REQUIRED nothing-to-post",
                "REVERSAL ACCEPTED",
                "CHARGE WAITING posting-review",
                "PAYMENT ACCEPTED");
        assertThat(stubs.charges(original)).hasSize(1);
    }

    @Test
    void the_patients_share_that_a_reversal_does_not_repeat_is_what_its_adjustments_say() {
        stubs.on(Stubs.charge(original), Webhooks.charged(original, 10_000));
        stubs.on(Stubs.adjustment(original, 10_000), Webhooks.charged(original, 10_000));
        paid(original.share(10_000), "CHARGE CONFIRMED");

        claims.ask(reversal.takesBack(150_000, 0).withPatientAdjustment(-10_000));

        told.expect(reversal, "PAYMENT ACCEPTED", "CHARGE CONFIRMED");
        assertThat(told.confirmed("CHARGE", original, reversal)).isZero();
    }

    private void paid(Claims.Asked claim, String charge) {
        claims.ask(claim);
        told.expect(claim, charge, "PAYMENT ACCEPTED");
        Webhooks.complete(claim).then().statusCode(204);
        told.expect(claim, charge, "PAYMENT ACCEPTED", "PAYMENT CONFIRMED");
    }
}
