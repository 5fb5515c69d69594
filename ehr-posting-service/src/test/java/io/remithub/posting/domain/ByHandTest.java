package io.remithub.posting.domain;

import static io.remithub.posting.domain.PostingState.ACCEPTED;
import static io.remithub.posting.domain.PostingState.CONFIRMED;
import static io.remithub.posting.domain.PostingState.NOT_REQUIRED;
import static io.remithub.posting.domain.PostingState.PLANNED;
import static io.remithub.posting.domain.PostingState.REJECTED;
import static io.remithub.posting.domain.PostingState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.posting.domain.Posting.Origin;
import io.remithub.posting.domain.Posting.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator's decision does to a posting, in every state. */
class ByHandTest {

    private static final Instant NOON = Instant.parse("2025-01-15T12:00:00Z");
    private static final PostingKey KEY = new PostingKey("p", 0, 1, Purpose.PAYMENT);

    private final Decider decider = new Decider(new Timing(
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofHours(48),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            LocalTime.of(2, 0)));

    @ParameterizedTest
    @CsvSource({
        "PLANNED,      RETRY, PLANNED",
        "ATTEMPTED,    RETRY, ATTEMPTED",
        "ACCEPTED,     RETRY, UNKNOWN",
        "UNKNOWN,      RETRY, UNKNOWN",
        "CONFIRMED,    RETRY, CONFIRMED",
        "REJECTED,     RETRY, PLANNED",
        "NOT_REQUIRED, RETRY, NOT_REQUIRED",
        "WAITING,      RETRY, PLANNED",
        "PLANNED,      CONFIRM, CONFIRMED",
        "ATTEMPTED,    CONFIRM, CONFIRMED",
        "ACCEPTED,     CONFIRM, CONFIRMED",
        "UNKNOWN,      CONFIRM, CONFIRMED",
        "CONFIRMED,    CONFIRM, CONFIRMED",
        "REJECTED,     CONFIRM, CONFIRMED",
        "NOT_REQUIRED, CONFIRM, NOT_REQUIRED",
        "WAITING,      CONFIRM, CONFIRMED",
        "PLANNED,      APPROVE, PLANNED",
        "ATTEMPTED,    APPROVE, ATTEMPTED",
        "ACCEPTED,     APPROVE, ACCEPTED",
        "UNKNOWN,      APPROVE, UNKNOWN",
        "CONFIRMED,    APPROVE, CONFIRMED",
        "REJECTED,     APPROVE, REJECTED",
        "NOT_REQUIRED, APPROVE, NOT_REQUIRED",
        "WAITING,      APPROVE, PLANNED",
        "PLANNED,      CANCEL, NOT_REQUIRED",
        "ATTEMPTED,    CANCEL, ATTEMPTED",
        "ACCEPTED,     CANCEL, ACCEPTED",
        "UNKNOWN,      CANCEL, UNKNOWN",
        "CONFIRMED,    CANCEL, CONFIRMED",
        "REJECTED,     CANCEL, NOT_REQUIRED",
        "NOT_REQUIRED, CANCEL, NOT_REQUIRED",
        "WAITING,      CANCEL, NOT_REQUIRED"
    })
    void every_decision_fits_every_state_or_leaves_it(PostingState from, String action, PostingState to) {
        var before = in(from, Reason.PAYMENT_TYPE_UNKNOWN);

        var decided = decide(before, happening(action));

        assertThat(decided.posting().state()).isEqualTo(to);
        // What was told before counts no more: the hub is answered even where nothing changed.
        assertThat(decided.outcome()).isEqualTo(decided.posting().reported());
        if (to.settled() || to == PostingState.WAITING || to == ACCEPTED) {
            assertThat(decided.outcome()).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"out-of-balance", "posting-review", "original-unknown", "original-smaller"})
    void a_retry_is_no_approval(String reason) {
        var waiting = in(PostingState.WAITING, reason);

        var retried = decide(waiting, new Happening.Retry());

        assertThat(retried.posting().state()).isEqualTo(PostingState.WAITING);
        assertThat(retried.outcome()).isEqualTo(new Outcome("WAITING", reason));
        assertThat(decide(waiting, new Happening.Approve()).posting().approved())
                .isTrue();
    }

    @Test
    void what_may_be_there_is_sent_again_only_where_a_look_since_proves_that_it_is_not() {
        for (var state : new PostingState[] {UNKNOWN, ACCEPTED}) {
            var retried = decide(in(state, null), new Happening.Retry()).posting();
            assertThat(retried.tries().dueAt()).isEqualTo(NOON);

            assertThat(decide(retried, new Happening.Absent(NOON)).posting().state())
                    .isEqualTo(UNKNOWN);
            assertThat(decide(retried, new Happening.Absent(NOON.plus(Duration.ofHours(1))))
                            .posting()
                            .state())
                    .isEqualTo(PLANNED);
            assertThat(decide(retried, new Happening.Found(1_000, null))
                            .posting()
                            .state())
                    .isEqualTo(CONFIRMED);
        }
    }

    @Test
    void what_was_told_before_a_retry_is_told_again_where_it_has_not_changed() {
        var overdue = in(UNKNOWN, Reason.PROVEN_ABSENT).told(new Outcome("UNCONFIRMED", Reason.POSTING_UNCONFIRMED));
        var retried = decide(overdue, new Happening.Retry()).posting();

        var later = (Decision.Changed)
                decider.decide(retried, new Happening.LookupFailed(), NOON.plus(Duration.ofHours(49)));

        assertThat(later.outcome()).isEqualTo(new Outcome("UNCONFIRMED", Reason.POSTING_UNCONFIRMED));
    }

    @Test
    void what_was_rejected_begins_anew_and_nothing_else_does() {
        assertThat(decide(in(REJECTED, null), new Happening.Retry())
                        .posting()
                        .tries()
                        .generation())
                .isEqualTo(1);
        assertThat(decide(in(PostingState.WAITING, Reason.PATIENT_UNKNOWN), new Happening.Retry())
                        .posting()
                        .tries()
                        .generation())
                .isZero();
    }

    @Test
    void a_partner_that_contradicts_an_operator_is_told_and_changes_nothing_else() {
        var byHand = decide(in(ACCEPTED, null), new Happening.ConfirmByHand()).posting();

        var contradicted = decide(byHand, new Happening.Refused(null));
        assertThat(contradicted.posting().state()).isEqualTo(CONFIRMED);
        assertThat(contradicted.outcome()).isEqualTo(new Outcome("CONFIRMED", Reason.PARTNER_DISAGREES));

        var agreed = decide(contradicted.posting(), new Happening.Confirmed("555"));
        assertThat(agreed.outcome()).isEqualTo(new Outcome("CONFIRMED", null));
        assertThat(agreed.posting().reference().partnerId()).isEqualTo("555");
    }

    @Test
    void what_was_cancelled_and_is_there_after_all_is_confirmed_and_never_sent() {
        var cancelled = decide(in(REJECTED, null), new Happening.Cancel()).posting();
        assertThat(cancelled.tries().dueAt()).isNull();
        assertThat(decider.decide(cancelled, new Happening.Attempting("HUB:A", null, null), NOON))
                .isInstanceOf(Decision.Ignored.class);

        var late = decide(cancelled, new Happening.Confirmed("555"));

        assertThat(late.posting().state()).isEqualTo(CONFIRMED);
        assertThat(late.outcome()).isEqualTo(new Outcome("CONFIRMED", null));
        assertThat(decider.decide(cancelled, new Happening.Refused(null), NOON)).isInstanceOf(Decision.Ignored.class);
    }

    @Test
    void what_a_reversal_dropped_and_is_there_after_all_is_confirmed_so_that_it_is_undone() {
        var late = decide(in(NOT_REQUIRED, Reason.REVERSED), new Happening.Confirmed("555"));

        assertThat(late.posting().state()).isEqualTo(CONFIRMED);
        assertThat(late.outcome()).isEqualTo(new Outcome("CONFIRMED", null));
    }

    @Test
    void what_a_reversal_dropped_before_it_was_sent_stays_dropped() {
        var fenced = Posting.notRequired(KEY, "tenant", new Origin(null, null, null), Reason.REVERSED);

        assertThat(decider.decide(fenced, new Happening.Confirmed("555"), NOON)).isInstanceOf(Decision.Ignored.class);
    }

    @Test
    void what_undoes_a_posting_is_approved_or_confirmed_with_the_amount_that_was_seen_and_else_told_again() {
        var doubled = reckoned(undo(), 2_000).posting();
        for (var word : List.<LongFunction<Happening>>of(Happening.Approve::new, Happening.ConfirmByHand::new)) {
            var told = decide(doubled, word.apply(-1_000));
            assertThat(told.outcome()).isEqualTo(new Outcome("WAITING", Reason.POSTING_REVIEW));
            assertThat(told.posting()).isEqualTo(doubled);

            assertThat(decide(doubled, word.apply(-2_000)).posting().state()).isIn(PLANNED, CONFIRMED);
        }
        var differs = reckoned(decide(undo(), new Happening.ConfirmByHand()).posting(), 2_000);
        assertThat(decide(differs.posting(), new Happening.ConfirmByHand(-1_000L))
                        .outcome())
                .isEqualTo(differs.outcome());
    }

    @Test
    void of_what_is_posted_there_is_one_amount() {
        var waiting = in(PostingState.WAITING, Reason.POSTING_REVIEW);

        assertThat(decide(waiting, new Happening.Approve(1L)).posting().state()).isEqualTo(PLANNED);
        assertThat(decide(waiting, new Happening.ConfirmByHand(1L)).posting().state())
                .isEqualTo(CONFIRMED);
    }

    @Test
    void what_a_person_undid_is_kept_while_it_is_gone_and_for_a_person_to_look_at_once_it_is_there_again() {
        var byHand = decide(undo(), new Happening.ConfirmByHand()).posting();
        var undone = new Outcome("CONFIRMED", Reason.CONFIRMED_BY_HAND, 1_000L);

        var gone = reckoned(byHand, 0);
        assertThat(gone.outcome()).isEqualTo(undone);
        assertThat(gone.posting().signedAmount()).isZero();
        assertThat(gone.posting().isDisputed()).isFalse();
        var asked = decide(gone.posting(), new Happening.Retry());
        assertThat(asked.outcome()).isEqualTo(undone);

        for (var cents : new long[] {1_000, 2_000}) {
            var back = reckoned(asked.posting(), cents);
            assertThat(back.outcome()).isEqualTo(new Outcome("CONFIRMED", Reason.LEDGER_DIFFERS, 1_000L));
            assertThat(back.posting().signedAmount()).isEqualTo(-cents);
            assertThat(reckoned(back.posting(), 0).outcome()).isEqualTo(undone);

            var seenTo = decide(back.posting(), new Happening.ConfirmByHand());
            assertThat(seenTo.outcome()).isEqualTo(new Outcome("CONFIRMED", Reason.CONFIRMED_BY_HAND));
            assertThat(seenTo.posting().shown()).isEqualTo(cents);
        }
    }

    @Test
    void what_a_person_undid_is_looked_for_under_no_reference_though_there_is_otherwise_to_undo() {
        var rejected = decide(
                        decide(undo(), new Happening.Attempting("HUB:D", "every-health", "101"))
                                .posting(),
                        new Happening.Refused(null))
                .posting();
        var byHand = decide(rejected, new Happening.ConfirmByHand()).posting();
        var differs = new Outcome("CONFIRMED", Reason.LEDGER_DIFFERS, 1_000L);

        var twice = reckoned(byHand, 2_000);
        assertThat(twice.outcome()).isEqualTo(differs);
        assertThat(decider.decide(twice.posting(), new Happening.Check(), NOON)).isInstanceOf(Decision.Ignored.class);
        var asked = decide(twice.posting(), new Happening.Retry());
        assertThat(asked.outcome()).isEqualTo(differs);
        var part = reckoned(asked.posting(), 500);
        assertThat(part.outcome()).isEqualTo(differs);
        var once = reckoned(part.posting(), 1_000);
        assertThat(once.outcome()).isEqualTo(new Outcome("CONFIRMED", Reason.CONFIRMED_BY_HAND));

        var seenTo = decide(twice.posting(), new Happening.ConfirmByHand());
        assertThat(seenTo.outcome()).isEqualTo(new Outcome("CONFIRMED", Reason.CONFIRMED_BY_HAND));
        for (var decided : List.of(twice, asked, part, once, seenTo)) {
            assertThat(decided.posting().tries().dueAt()).isNull();
            assertThat(decided.posting().isDisputed())
                    .isEqualTo(differs.equals(decided.posting().reported()));
        }
    }

    @Test
    void what_a_person_undid_and_the_partner_disputes_stays_disputed_whatever_there_is_to_undo() {
        var byHand = decide(undo(), new Happening.ConfirmByHand()).posting();
        var disputed = decide(byHand, new Happening.Refused(null)).posting();

        for (var cents : new long[] {0, 2_000}) {
            var told = reckoned(disputed, cents);
            assertThat(told.outcome()).isEqualTo(new Outcome("CONFIRMED", Reason.PARTNER_DISAGREES));
            assertThat(told.posting().signedAmount()).isEqualTo(-cents);
        }
    }

    private static Posting undo() {
        var key = PostingKey.of(KEY.claim(), Purpose.REVERSAL);
        return Posting.planned(key, "tenant", Effect.DEBIT, 1_000, new Origin(null, null, null), NOON)
                .undoing(KEY.claim());
    }

    private Decision.Changed reckoned(Posting undo, long cents) {
        return decide(undo, new Happening.Reckoned(undo.of(cents)));
    }

    private Posting in(PostingState state, String reason) {
        return Posting.planned(KEY, "tenant", Effect.PAYMENT, 1_000, new Origin(null, null, null), NOON)
                .to(state, reason, new Tries(1, 0, 0, false, 0, NOON, null));
    }

    private Decision.Changed decide(Posting posting, Happening happening) {
        return (Decision.Changed) decider.decide(posting, happening, NOON);
    }

    private static Happening happening(String action) {
        return switch (action) {
            case "RETRY" -> new Happening.Retry();
            case "CONFIRM" -> new Happening.ConfirmByHand();
            case "APPROVE" -> new Happening.Approve();
            default -> new Happening.Cancel();
        };
    }
}
