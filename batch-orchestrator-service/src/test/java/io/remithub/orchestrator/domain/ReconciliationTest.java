package io.remithub.orchestrator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.orchestrator.domain.Posting.Outcome;
import io.remithub.orchestrator.domain.Reconciliation.Difference;
import io.remithub.orchestrator.domain.Reconciliation.Followed;
import io.remithub.orchestrator.domain.Reconciliation.Issued;
import io.remithub.orchestrator.domain.Reconciliation.Key;
import io.remithub.orchestrator.domain.Reconciliation.Totals;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconciliationTest {

    private static final Key ACCOUNT = new Key("tenant", "ACCT1", "SUBACCT1", null, null);

    private final Reconciliation reconciliation = new Reconciliation();

    @Test
    void a_payment_that_is_confirmed_to_the_cent_is_the_same_in_every_column() {
        reconciliation.add(completed(30_000, 0), List.of(confirmed(0, 15_000), confirmed(1, 15_000)));

        assertThat(reconciliation.accounts()).containsOnlyKeys(ACCOUNT);
        assertThat(reconciliation.accounts().get(ACCOUNT))
                .isEqualTo(new Totals(1, 30_000, 0, 30_000, 0, 30_000, 30_000));
        assertThat(reconciliation.locations(ACCOUNT).values())
                .containsExactly(new Totals(0, 0, 0, 30_000, 0, 30_000, 30_000));
        assertThat(reconciliation.differences()).isEmpty();
    }

    @Test
    void a_cent_that_the_ledger_shows_less_is_found_and_explained() {
        reconciliation.add(
                completed(15_000, 0), List.of(claim(0, 15_000, 15_000, 14_999, Outcome.CONFIRMED, "ledger-differs")));

        assertThat(reconciliation.differences())
                .containsExactly(new Difference(
                        "payment",
                        0,
                        "posted-confirmed",
                        15_000,
                        14_999,
                        false,
                        "The ledger shows another amount for HUB:A.",
                        null));
        assertThat(reconciliation.unseen()).containsExactly("payment");
    }

    @Test
    void a_cent_that_was_posted_less_is_found_and_explained() {
        reconciliation.add(completed(15_000, 0), List.of(claim(0, 15_000, 14_999, 14_999, Outcome.CONFIRMED, null)));

        assertThat(only())
                .extracting(Difference::code, Difference::explanation)
                .containsExactly("remitted-posted", "HUB:A was posted with another amount.");
    }

    @Test
    void provider_level_adjustments_are_part_of_what_is_remitted() {
        reconciliation.add(completed(14_000, 1_000), List.of(confirmed(0, 15_000)));
        assertThat(reconciliation.differences()).isEmpty();

        reconciliation.add(completed(14_001, 1_000), List.of(confirmed(0, 15_000)));
        assertThat(only())
                .extracting(Difference::code, Difference::expected, Difference::actual)
                .containsExactly("issued-remitted", 15_001L, 15_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "REJECTED, posting-rejected, false, The partner refused it: posting-rejected.",
        "WAITING, posting-review, false, It waits for somebody: posting-review.",
        "NOT_REQUIRED, reversed, false, Nothing was to be posted: reversed.",
        ",, false, Nothing is posted: the payment is Completed."
    })
    void what_is_not_posted_says_why(Outcome outcome, String reason, boolean pending, String explanation) {
        reconciliation.add(completed(15_000, 0), List.of(claim(0, 15_000, 0, 0, outcome, reason)));

        assertThat(only())
                .extracting(Difference::pending, Difference::explanation)
                .containsExactly(pending, explanation);
    }

    @Test
    void what_is_accepted_is_pending_until_it_is_confirmed_or_nobody_confirms_it() {
        reconciliation.add(completed(15_000, 0), List.of(claim(0, 15_000, 15_000, 0, Outcome.ACCEPTED, null)));
        assertThat(only().pending()).isTrue();

        var later = new Reconciliation();
        later.add(
                completed(15_000, 0), List.of(claim(0, 15_000, 15_000, 0, Outcome.UNCONFIRMED, "posting-unconfirmed")));
        assertThat(later.breaks()).isOne();
    }

    @Test
    void what_the_practice_enters_itself_is_left_out_and_no_break() {
        reconciliation.add(
                completed(15_000, 0), List.of(claim(0, 15_000, 0, 0, Outcome.NOT_REQUIRED, "location-mode")));

        assertThat(reconciliation.accounts().get(ACCOUNT).leftOut()).isEqualTo(15_000);
        assertThat(reconciliation.differences()).isEmpty();
    }

    @Test
    void of_a_voided_payment_nothing_is_issued_and_nothing_may_be_left_posted() {
        reconciliation.add(payment(PaymentStatus.VOIDED, 15_000, 0), List.of(claim(0, 15_000, 0, 0, null, null)));
        assertThat(reconciliation.accounts().get(ACCOUNT).issued()).isZero();
        assertThat(reconciliation.differences()).isEmpty();

        reconciliation.add(
                payment(PaymentStatus.VOIDED, 15_000, 0), List.of(claim(0, 15_000, 15_000, 15_000, null, null)));
        assertThat(only().explanation()).isEqualTo("The payment is Voided, and what was posted is not all undone.");
        assertThat(only().pending()).isTrue();
    }

    @Test
    void what_is_left_of_a_voided_payment_when_its_undoing_is_settled_is_a_break() {
        reconciliation.add(payment(PaymentStatus.VOIDED, 15_000, 0), List.of(left(1)));

        assertThat(only().pending()).isFalse();
        assertThat(reconciliation.breaks()).isOne();
    }

    @Test
    void what_is_on_its_way_is_pending_until_its_payment_is_completed() {
        reconciliation.add(payment(PaymentStatus.REQUESTED, 15_000, 0), List.of(claim(0, 15_000, 0, 0, null, null)));

        assertThat(only().pending()).isTrue();
        assertThat(reconciliation.unsettled()).isOne();
    }

    @Test
    void a_day_with_a_payment_that_was_voided_and_may_still_be_posted_is_not_settled() {
        reconciliation.add(payment(PaymentStatus.VOIDED, 15_000, 0), List.of(claim(0, 15_000, 0, 0, null, null)));
        assertThat(reconciliation.differences()).isEmpty();
        assertThat(reconciliation.unsettled()).isOne();

        var settled = new Reconciliation();
        settled.add(payment(PaymentStatus.VOIDED, 15_000, 0), List.of(left(0)));
        assertThat(settled.unsettled()).isZero();
    }

    @Test
    void a_day_with_a_payment_that_is_held_is_not_settled() {
        reconciliation.add(payment(PaymentStatus.HELD, 15_000, 0), List.of(left(0)));

        assertThat(reconciliation.differences()).isEmpty();
        assertThat(reconciliation.unsettled()).isOne();
    }

    @Test
    void a_break_is_shown_however_much_is_pending_before_it() {
        for (int i = 0; i < Reconciliation.MOST; i++) {
            reconciliation.add(
                    payment(PaymentStatus.REQUESTED, 15_000, 0), List.of(claim(0, 15_000, 0, 0, null, null)));
        }
        reconciliation.add(completed(15_000, 0), List.of(claim(0, 15_000, 14_999, 14_999, Outcome.CONFIRMED, null)));

        assertThat(reconciliation.differences()).hasSize(Reconciliation.MOST);
        assertThat(reconciliation.differences().getFirst().pending()).isFalse();
    }

    private Difference only() {
        assertThat(reconciliation.differences()).hasSize(1);
        return reconciliation.differences().getFirst();
    }

    private static Issued completed(long amount, long adjusted) {
        return payment(PaymentStatus.COMPLETED, amount, adjusted);
    }

    private static Issued payment(PaymentStatus status, long amount, long adjusted) {
        return new Issued("payment", ACCOUNT, status, amount, adjusted, null);
    }

    private static Followed confirmed(int index, long amount) {
        return claim(index, amount, amount, amount, Outcome.CONFIRMED, null);
    }

    private static Followed claim(
            int index, long remitted, long posted, long confirmed, Outcome outcome, String reason) {
        return new Followed(
                index,
                remitted,
                posted,
                confirmed,
                false,
                outcome,
                reason,
                "HUB:A",
                new Posting.Place("every-health", "101"));
    }

    /** All that undoes it is settled. */
    private static Followed left(long cents) {
        return new Followed(0, 15_000, cents, cents, true, null, null, null, Posting.Place.UNKNOWN);
    }
}
