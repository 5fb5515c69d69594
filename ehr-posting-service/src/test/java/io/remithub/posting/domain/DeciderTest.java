package io.remithub.posting.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.posting.domain.Posting.Origin;
import io.remithub.posting.domain.Posting.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class DeciderTest {

    private static final Instant NOON = Instant.parse("2025-01-15T12:00:00Z");
    private static final PostingKey KEY = new PostingKey("p", 0, 1, Purpose.PAYMENT);
    private static final Happening ATTEMPTING = new Happening.Attempting("HUB:A", "every-health", "101");
    private static final Happening ACCEPTED = new Happening.Accepted("555");

    private final Decider decider = new Decider(new Timing(
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofHours(48),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            LocalTime.of(2, 0)));

    private Instant now = NOON;
    private Outcome told;

    @Test
    void the_partner_s_word_confirms() {
        var posting = after(ATTEMPTING, ACCEPTED, new Happening.Confirmed("555"));

        assertThat(posting.state()).isEqualTo(PostingState.CONFIRMED);
        assertThat(posting.tries().dueAt()).isBetween(NOON.plus(Duration.ofHours(14)), NOON.plus(Duration.ofHours(18)));
        assertThat(told).isEqualTo(new Outcome("CONFIRMED", null));
    }

    @Test
    void what_is_confirmed_stays_so_whatever_comes_late() {
        var posting = after(ATTEMPTING, new Happening.Confirmed("555"));

        for (var late : new Happening[] {
            ACCEPTED,
            new Happening.Refused(null),
            new Happening.Lost(),
            new Happening.Absent(NOON.plus(Duration.ofDays(1))),
            new Happening.NotDelivered(null, null),
            new Happening.Fenced(),
            ATTEMPTING
        }) {
            assertThat(decider.decide(posting, late, now)).isInstanceOf(Decision.Ignored.class);
        }
    }

    @Test
    void a_lost_answer_is_never_sent_again_blindly() {
        var posting = after(ATTEMPTING, new Happening.Lost());

        assertThat(posting.state()).isEqualTo(PostingState.UNKNOWN);
        assertThat(decider.decide(posting, ATTEMPTING, now)).isInstanceOf(Decision.Ignored.class);
    }

    @Test
    void absence_proves_nothing_before_the_ledger_has_been_read_long_enough_after_the_attempt() {
        var lag = Duration.ofMinutes(10);
        var posting = after(ATTEMPTING, new Happening.Lost(), new Happening.Absent(NOON.plus(lag)));
        assertThat(posting.state()).isEqualTo(PostingState.UNKNOWN);

        posting = changed(posting, new Happening.Absent(null));
        assertThat(posting.state()).isEqualTo(PostingState.UNKNOWN);

        posting = changed(posting, new Happening.Absent(NOON.plus(lag).plusMillis(1)));
        assertThat(posting.state()).isEqualTo(PostingState.PLANNED);
    }

    @Test
    void proven_absence_allows_one_repetition_and_no_second() {
        var absent = new Happening.Absent(NOON.plus(Duration.ofDays(1)));
        var posting = after(ATTEMPTING, new Happening.Lost(), absent, ATTEMPTING, new Happening.Lost(), absent);

        assertThat(posting.state()).isEqualTo(PostingState.UNKNOWN);
        assertThat(told).isEqualTo(new Outcome("UNCONFIRMED", Reason.POSTING_UNCONFIRMED));
        assertThat(posting.tries().dueAt()).isNotNull();
        assertThat(changed(posting, new Happening.Found(1_000, null)).state()).isEqualTo(PostingState.CONFIRMED);
    }

    @Test
    void what_was_accepted_is_not_repeated_however_absent_it_is() {
        var posting = after(ATTEMPTING, ACCEPTED, new Happening.Absent(NOON.plus(Duration.ofDays(1))));

        assertThat(posting.state()).isEqualTo(PostingState.ACCEPTED);
    }

    @Test
    void an_acceptance_that_nobody_confirms_becomes_a_matter_for_people_once_and_can_still_be_confirmed() {
        var posting = after(ATTEMPTING, ACCEPTED);

        now = NOON.plus(Duration.ofHours(48));
        posting = changed(posting, new Happening.Absent(null));
        assertThat(told).isEqualTo(new Outcome("UNCONFIRMED", Reason.POSTING_UNCONFIRMED));

        posting = changed(posting, new Happening.LookupFailed());
        assertThat(told).isNull();
        assertThat(changed(posting, new Happening.Found(1_000, null)).state()).isEqualTo(PostingState.CONFIRMED);
    }

    @Test
    void records_that_do_not_add_up_confirm_nothing() {
        var posting = after(ATTEMPTING, ACCEPTED, new Happening.Found(999, null));

        assertThat(posting.state()).isEqualTo(PostingState.ACCEPTED);
        assertThat(posting.reason()).isEqualTo(Reason.AMOUNT_DIFFERS);
    }

    @Test
    void what_was_proven_not_to_be_processed_is_sent_again_later_and_later() {
        var posting = after(ATTEMPTING, new Happening.NotDelivered(null, null));
        assertThat(posting.state()).isEqualTo(PostingState.PLANNED);
        assertThat(posting.tries().dueAt()).isEqualTo(NOON.plusSeconds(1));

        posting = changed(changed(posting, ATTEMPTING), new Happening.NotDelivered(null, null));
        assertThat(posting.tries().dueAt()).isEqualTo(NOON.plusSeconds(2));
    }

    @Test
    void the_partner_may_ask_for_a_longer_pause() {
        var posting = after(ATTEMPTING, new Happening.NotDelivered(null, Duration.ofSeconds(90)));

        assertThat(posting.tries().dueAt()).isEqualTo(NOON.plusSeconds(90));
    }

    @Test
    void but_never_for_longer_than_an_hour() {
        var posting = after(ATTEMPTING, new Happening.NotDelivered(null, Duration.ofDays(1)));

        assertThat(posting.tries().dueAt()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void what_cannot_be_sent_for_too_long_becomes_a_matter_for_people_and_goes_on_by_itself() {
        var posting = planned();
        while (told == null) {
            now = posting.tries().dueAt();
            posting = changed(posting, new Happening.NotDelivered(null, null));
        }

        assertThat(told).isEqualTo(new Outcome("UNCONFIRMED", Reason.POSTING_UNCONFIRMED));
        assertThat(now).isBetween(NOON.plus(Duration.ofHours(47)), NOON.plus(Duration.ofHours(48)));
        changed(posting, new Happening.NotDelivered(null, null));
        assertThat(told).isNull();
        changed(changed(posting, ATTEMPTING), ACCEPTED);
        assertThat(told).isEqualTo(new Outcome("ACCEPTED", null));
    }

    @Test
    void a_refused_credential_is_told_and_heals_by_itself() {
        var refused = new Happening.NotDelivered(Reason.PARTNER_CREDENTIAL_REFUSED, null);
        var posting = after(ATTEMPTING, refused);
        assertThat(told).isEqualTo(new Outcome("WAITING", Reason.PARTNER_CREDENTIAL_REFUSED));

        posting = changed(changed(posting, ATTEMPTING), refused);
        assertThat(told).isNull();
        changed(changed(posting, ATTEMPTING), ACCEPTED);
        assertThat(told).isEqualTo(new Outcome("ACCEPTED", null));
    }

    @Test
    void an_attempt_whose_process_died_is_looked_up_at_once() {
        var posting = after(ATTEMPTING, new Happening.Abandoned());

        assertThat(posting.state()).isEqualTo(PostingState.UNKNOWN);
        assertThat(posting.tries().dueAt()).isEqualTo(NOON);
    }

    @Test
    void a_refusal_ends_it_until_an_operator_retries() {
        var posting = after(ATTEMPTING, new Happening.Refused(null));
        assertThat(told).isEqualTo(new Outcome("REJECTED", Reason.POSTING_REJECTED));
        assertThat(posting.tries().dueAt()).isNull();

        posting = changed(posting, new Happening.Retry());
        assertThat(posting.state()).isEqualTo(PostingState.PLANNED);
    }

    @Test
    void a_failure_of_what_was_sent_first_under_the_same_reference_is_none_of_what_was_sent_then() {
        var absent = new Happening.Absent(NOON.plus(Duration.ofDays(1)));
        var ofFirst = new Happening.Refused(null, "554");
        var again = after(ATTEMPTING, new Happening.Lost(), absent, ATTEMPTING);
        var accepted = changed(again, ACCEPTED);

        assertThat(decider.decide(accepted, ofFirst, now)).isInstanceOf(Decision.Ignored.class);
        assertThat(changed(accepted, new Happening.Refused(null, "555")).state())
                .isEqualTo(PostingState.REJECTED);
    }

    @Test
    void whose_failure_it_is_that_nobody_can_tell_is_looked_up() {
        var absent = new Happening.Absent(NOON.plus(Duration.ofDays(1)));
        var again = after(ATTEMPTING, new Happening.Lost(), absent, ATTEMPTING);

        var doubtful = changed(again, new Happening.Refused(null, "554"));

        assertThat(doubtful.state()).isEqualTo(PostingState.UNKNOWN);
        assertThat(doubtful.tries().dueAt()).isEqualTo(NOON);
        assertThat(changed(doubtful, ACCEPTED).state()).isEqualTo(PostingState.ACCEPTED);
    }

    @Test
    void what_never_arrived_is_not_what_failed() {
        var notDelivered = new Happening.NotDelivered(null, null);
        var failed = new Happening.Refused(null, "1");

        assertThat(after(ATTEMPTING, notDelivered, ATTEMPTING, failed).state()).isEqualTo(PostingState.REJECTED);
        assertThat(after(ATTEMPTING, notDelivered, ATTEMPTING, new Happening.Accepted(null), failed)
                        .state())
                .isEqualTo(PostingState.REJECTED);
    }

    @Test
    void a_failure_of_what_was_accepted_without_a_name_is_looked_up_where_it_was_sent_twice() {
        var absent = new Happening.Absent(NOON.plus(Duration.ofDays(1)));
        var accepted = after(ATTEMPTING, new Happening.Lost(), absent, ATTEMPTING, new Happening.Accepted(null));

        assertThat(changed(accepted, new Happening.Refused(null, "1")).state()).isEqualTo(PostingState.UNKNOWN);
    }

    @Test
    void what_was_sent_once_is_what_failed_whatever_the_partner_calls_it() {
        assertThat(after(ATTEMPTING, ACCEPTED, new Happening.Refused(null, "9")).state())
                .isEqualTo(PostingState.REJECTED);
    }

    @Test
    void a_fence_drops_what_was_not_sent_and_leaves_what_may_have_been() {
        var planned = planned();
        assertThat(changed(planned, new Happening.Fenced()).state()).isEqualTo(PostingState.NOT_REQUIRED);

        var sent = after(ATTEMPTING);
        assertThat(decider.decide(sent, new Happening.Fenced(), now)).isInstanceOf(Decision.Ignored.class);
    }

    @Test
    void only_what_is_confirmed_is_undone() {
        var confirmed = after(ATTEMPTING, new Happening.Confirmed(null));
        var rejected = after(ATTEMPTING, new Happening.Refused(null));

        assertThat(confirmed
                        .compensation(1_000, new Origin(null, null, null), NOON)
                        .state())
                .isEqualTo(PostingState.PLANNED);
        assertThat(rejected.compensation(1_000, new Origin(null, null, null), NOON)
                        .state())
                .isEqualTo(PostingState.NOT_REQUIRED);
    }

    private Posting planned() {
        return Posting.planned(KEY, "tenant", Effect.PAYMENT, 1_000, new Origin(null, null, null), NOON);
    }

    private Posting after(Happening... happenings) {
        var posting = planned();
        for (var happening : happenings) {
            posting = changed(posting, happening);
        }
        return posting;
    }

    private Posting changed(Posting posting, Happening happening) {
        var changed = (Decision.Changed) decider.decide(posting, happening, now);
        told = changed.outcome();
        return changed.posting();
    }
}
