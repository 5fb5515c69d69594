package io.remithub.posting.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.posting.domain.ClaimLedger.Found;
import io.remithub.posting.domain.Posting.Origin;
import io.remithub.posting.domain.Posting.Outcome;
import io.remithub.posting.domain.PostingKey.ClaimKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimLedgerTest {

    private static final Instant NOON = Instant.parse("2025-01-15T12:00:00Z");
    private static final Origin ORIGIN = new Origin(null, null, null);

    private final Decider decider = new Decider(new Timing(
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofHours(48),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            LocalTime.of(2, 0)));

    @Test
    void a_reversal_undoes_the_earlier_payment_of_which_exactly_as_much_is_left() {
        var first = confirmed(planned("a", 0, 10_000));
        var second = confirmed(planned("b", 0, 25_000));

        assertThat(ledger(first, second).original(planned("c", 0, -10_000))).isEqualTo(new Found.Original(first));
    }

    @Test
    void else_the_latest_of_which_enough_is_left() {
        var first = confirmed(planned("a", 0, 10_000));
        var second = confirmed(planned("b", 0, 10_000));

        assertThat(ledger(first, second).original(planned("c", 0, -4_000))).isEqualTo(new Found.Original(second));
    }

    @Test
    void the_correction_in_the_same_remittance_is_not_what_its_reversal_undoes() {
        var original = confirmed(planned("a", 0, 10_000));
        var correction = confirmed(planned("b", 1, 10_000));

        assertThat(ledger(original, correction).original(planned("b", 0, -10_000)))
                .isEqualTo(new Found.Original(original));
        assertThat(ledger(correction).original(planned("b", 0, -10_000)))
                .isEqualTo(new Found.Nothing(Reason.ORIGINAL_UNKNOWN));
    }

    @Test
    void an_earlier_claim_of_the_same_remittance_can_be_taken_back() {
        var original = confirmed(planned("a", 0, 10_000));

        assertThat(ledger(original).original(planned("a", 1, -10_000))).isEqualTo(new Found.Original(original));
    }

    @Test
    void what_is_under_way_is_waited_for_and_so_is_what_waits_for_people() {
        var planned = planned("a", 0, 10_000);
        var waiting = planned.to(PostingState.WAITING, Reason.POSTING_REVIEW, planned.tries());
        var unconfirmed = planned.to(PostingState.UNKNOWN, null, planned.tries())
                .told(new Outcome("UNCONFIRMED", Reason.POSTING_UNCONFIRMED));
        var takeback = planned("b", 0, -10_000);

        assertThat(ledger(planned).original(takeback)).isEqualTo(new Found.NotYet(Reason.ORIGINAL_NOT_CONFIRMED));
        assertThat(ledger(waiting).original(takeback)).isEqualTo(new Found.NotYet(Reason.ORIGINAL_WAITS));
        assertThat(ledger(unconfirmed).original(takeback)).isEqualTo(new Found.NotYet(Reason.ORIGINAL_WAITS));
    }

    @Test
    void that_it_waits_for_people_is_told_and_heals_by_itself() {
        var waiting = (Decision.Changed)
                decider.decide(planned("b", 0, -10_000), new Happening.NotDelivered(Reason.ORIGINAL_WAITS, null), NOON);

        assertThat(waiting.posting().state()).isEqualTo(PostingState.PLANNED);
        assertThat(waiting.posting().tries().dueAt()).isNotNull();
        assertThat(waiting.outcome()).isEqualTo(new Outcome("WAITING", Reason.ORIGINAL_WAITS));
    }

    @Test
    void a_location_that_entered_the_payment_itself_takes_it_back_itself() {
        var planned = planned("a", 0, 10_000);
        var leftOut = planned.to(PostingState.NOT_REQUIRED, Reason.LOCATION_MODE, planned.tries());

        assertThat(ledger(leftOut).original(planned("b", 0, -10_000))).isEqualTo(new Found.LeftOut());
    }

    @Test
    void more_than_is_left_is_a_matter_for_people_who_may_let_it_pass() {
        var original = confirmed(planned("a", 0, 10_000));
        var takeback = planned("b", 0, -10_001);

        assertThat(ledger(original).original(takeback)).isEqualTo(new Found.Nothing(Reason.ORIGINAL_SMALLER));
        assertThat(ledger(original).original(takeback.approvedByHand())).isEqualTo(new Found.Original(original));
    }

    @Test
    void what_is_about_to_undo_it_counts_until_it_is_cancelled() {
        var original = confirmed(planned("a", 0, 10_000));
        var takeback = planned("b", 0, -4_000).undoing(original.key().claim());
        assertThat(ledger(original, takeback).left(original)).isEqualTo(6_000);

        var rejected = takeback.to(PostingState.REJECTED, Reason.POSTING_REJECTED, takeback.tries());
        assertThat(ledger(original, rejected).left(original)).isEqualTo(6_000);

        var cancelled = takeback.to(PostingState.NOT_REQUIRED, Reason.CANCELLED, takeback.tries());
        assertThat(ledger(original, cancelled).left(original)).isEqualTo(10_000);
    }

    @Test
    void a_reversal_with_the_wrong_sign_and_a_negative_claim_that_is_none_wait_for_a_review() {
        assertThat(plan("a", 0, "22", 10_000).state()).isEqualTo(PostingState.WAITING);
        assertThat(plan("a", 0, "1", -10_000).state()).isEqualTo(PostingState.WAITING);
        assertThat(plan("a", 0, "1", -10_000).amount()).isEqualTo(10_000);
    }

    private Posting confirmed(Posting posting) {
        return ((Decision.Changed) decider.decide(posting, new Happening.Confirmed(null), NOON)).posting();
    }

    private static Posting planned(String payment, int index, long amount) {
        return plan(payment, index, amount < 0 ? "22" : "1", amount);
    }

    private static Posting plan(String payment, int index, String statusCode, long amount) {
        var claim = new ClaimKey(payment, index, 1);
        return new ClaimMoney(claim, "tenant", statusCode, amount, 0, true, false)
                .plan(ORIGIN, NOON)
                .getFirst();
    }

    private static ClaimLedger ledger(Posting... postings) {
        return new ClaimLedger(List.of(postings));
    }
}
