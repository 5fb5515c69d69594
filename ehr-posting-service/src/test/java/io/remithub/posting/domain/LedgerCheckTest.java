package io.remithub.posting.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.posting.domain.Posting.Origin;
import io.remithub.posting.domain.Posting.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerCheckTest {

    private static final Instant NOON = Instant.parse("2025-01-15T12:00:00Z");
    private static final Duration LAG = Duration.ofMinutes(10);
    private static final PostingKey KEY = new PostingKey("payment", 0, 1, Purpose.PAYMENT);

    private final Decider decider = new Decider(new Timing(
            LAG, LAG, Duration.ofHours(48), Duration.ofSeconds(1), Duration.ofMinutes(5), LocalTime.of(2, 0)));

    private final Posting confirmed = after(
            Posting.planned(KEY, "tenant", Effect.PAYMENT, 1_000, new Origin(null, null, null), NOON),
            new Happening.Attempting("HUB:A", "every-health", "101"),
            new Happening.Confirmed("555"));

    @Test
    void what_stands_under_all_references_is_counted_together() {
        assertThat(shown(new Happening.Found(1_000, null), new Happening.Found(1_000, null)))
                .isEqualTo(2_000);
        assertThat(shown(new Happening.Found(1_000, null), new Happening.Absent(null)))
                .isEqualTo(1_000);
    }

    @Test
    void absence_is_told_only_where_it_is_proven() {
        assertThat(shown(new Happening.Absent(NOON.plus(LAG)))).isNull();
        assertThat(shown(new Happening.Absent(NOON.plus(LAG).plusSeconds(1)))).isZero();
        assertThat(shown(new Happening.Found(1_000, null), new Happening.LookupFailed()))
                .isNull();
    }

    @Test
    void what_agrees_is_not_looked_at_again_and_what_cannot_be_told_is_the_next_night() {
        assertThat(after(confirmed, new Happening.Checked(1_000L)).tries().dueAt())
                .isNull();

        var unknown = (Decision.Changed) decider.decide(confirmed, new Happening.Checked(null), NOON);
        assertThat(unknown.posting().tries().dueAt()).isAfter(NOON.plus(Duration.ofHours(13)));
        assertThat(unknown.outcome()).isNull();
    }

    @Test
    void a_second_transaction_under_the_same_reference_is_looked_into_as_soon_as_reads_show_it() {
        var twice = after(confirmed, new Happening.Confirmed("556"));

        assertThat(twice.tries().dueAt()).isEqualTo(NOON.plus(LAG));
        assertThat(twice.reference().partnerId()).isNull();
        assertThat(decider.decide(confirmed, new Happening.Confirmed("555"), NOON))
                .isInstanceOf(Decision.Ignored.class);
        assertThat(decider.decide(confirmed, new Happening.Confirmed(null), NOON))
                .isInstanceOf(Decision.Ignored.class);
    }

    @Test
    void a_difference_is_told_once_looked_at_every_night_and_heals() {
        var differs = (Decision.Changed) decider.decide(confirmed, new Happening.Checked(999L), NOON);
        assertThat(differs.outcome()).isEqualTo(new Outcome("CONFIRMED", Reason.LEDGER_DIFFERS, 999L));
        assertThat(differs.posting().tries().dueAt()).isNotNull();

        var again = (Decision.Changed) decider.decide(differs.posting(), new Happening.Checked(999L), NOON);
        assertThat(again.outcome()).isNull();

        var healed = (Decision.Changed) decider.decide(again.posting(), new Happening.Checked(1_000L), NOON);
        assertThat(healed.outcome()).isEqualTo(new Outcome("CONFIRMED", null));
    }

    @Test
    void an_operator_lets_a_difference_stand_and_it_is_not_looked_at_again() {
        var differs = after(confirmed, new Happening.Checked(999L));

        var accepted = (Decision.Changed) decider.decide(differs, new Happening.ConfirmByHand(), NOON);

        assertThat(accepted.outcome()).isEqualTo(new Outcome("CONFIRMED", Reason.CONFIRMED_BY_HAND, 999L));
        assertThat(accepted.posting().shown()).isEqualTo(999);
        assertThat(accepted.posting().tries().dueAt()).isNull();
        assertThat(decider.decide(accepted.posting(), new Happening.Check(), NOON))
                .isInstanceOf(Decision.Ignored.class);
    }

    @Test
    void a_difference_stands_until_a_look_says_otherwise_and_an_operator_who_asks_for_one_is_answered() {
        var differs = after(confirmed, new Happening.Checked(999L));

        var asked = (Decision.Changed) decider.decide(differs, new Happening.Retry(), NOON);

        assertThat(asked.outcome()).isNull();
        assertThat(asked.posting().isDisputed()).isTrue();
        assertThat(asked.posting().shown()).isEqualTo(999);
        assertThat(asked.posting().tries().dueAt()).isEqualTo(NOON);
        var still = new Outcome("CONFIRMED", Reason.LEDGER_DIFFERS, 999L);
        for (var looked : new Long[] {999L, null}) {
            var answered = (Decision.Changed) decider.decide(asked.posting(), new Happening.Checked(looked), NOON);
            assertThat(answered.outcome()).isEqualTo(still);
            assertThat(answered.posting().tries().dueAt()).isAfter(NOON);
            var again = (Decision.Changed) decider.decide(answered.posting(), new Happening.Checked(looked), NOON);
            assertThat(again.outcome()).isNull();
        }
        var agrees = (Decision.Changed) decider.decide(asked.posting(), new Happening.Checked(1_000L), NOON);
        assertThat(agrees.outcome()).isEqualTo(new Outcome("CONFIRMED", null));
    }

    @Test
    void what_is_taken_off_a_charge_and_lacks_something_does_so_after_a_look_in_vain() {
        var undo = after(
                Posting.planned(
                                new PostingKey("payment", 0, 1, Purpose.CHARGE_ADJUSTMENT),
                                "tenant",
                                Effect.ADJUSTMENT,
                                600,
                                new Origin(null, null, null),
                                NOON)
                        .undoing(KEY.claim()),
                new Happening.Confirmed(null));
        var lacking = after(undo, new Happening.Reckoned(undo.of(1_000)), new Happening.Retry());

        var answered = (Decision.Changed) decider.decide(lacking, new Happening.Checked(null), NOON);

        assertThat(answered.outcome()).isEqualTo(new Outcome("CONFIRMED", Reason.LEDGER_DIFFERS, 600L));
        var undone = (Decision.Changed) decider.decide(answered.posting(), new Happening.ConfirmByHand(), NOON);
        assertThat(undone.outcome()).isEqualTo(new Outcome("CONFIRMED", Reason.CONFIRMED_BY_HAND));
        assertThat(undone.posting().shown()).isEqualTo(1_000);
    }

    @Test
    void what_may_be_there_under_several_references_is_absent_only_under_all() {
        var early = new Happening.Absent(NOON);
        var late = new Happening.Absent(NOON.plus(LAG));

        assertThat(LedgerCheck.anywhere(List.of(late, early))).isEqualTo(early);
        assertThat(LedgerCheck.anywhere(List.of(late, new Happening.Absent(null))))
                .isEqualTo(new Happening.Absent(null));
        assertThat(LedgerCheck.anywhere(List.of(late, new Happening.Found(1_000, "7"))))
                .isEqualTo(new Happening.Found(1_000, "7"));
        assertThat(LedgerCheck.anywhere(List.of(late, new Happening.LookupFailed())))
                .isEqualTo(new Happening.LookupFailed());
    }

    private Long shown(Happening... looks) {
        return LedgerCheck.together(confirmed, List.of(looks), LAG).shown();
    }

    private Posting after(Posting posting, Happening... happenings) {
        var now = posting;
        for (var happening : happenings) {
            now = ((Decision.Changed) decider.decide(now, happening, NOON)).posting();
        }
        return now;
    }
}
