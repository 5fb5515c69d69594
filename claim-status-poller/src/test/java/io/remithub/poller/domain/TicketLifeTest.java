package io.remithub.poller.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remithub.poller.domain.ClaimStatus.Amounts;
import io.remithub.poller.domain.ClaimStatus.Check;
import io.remithub.poller.domain.Decision.Change;
import io.remithub.poller.domain.Decision.Failure;
import io.remithub.poller.domain.Decision.Report;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicketLifeTest {

    private static final Check UNCASHED = new Check("CHK-1", null, "ISSUED", null, false);
    private static final Check CASHED = new Check("CHK-1", null, "CASHED", LocalDate.of(2025, 1, 20), false);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant ASKED = NOW.minusSeconds(10);
    private static final double NO_JITTER = 0.5;

    private final Schedule schedule = new Schedule(
            Duration.ofSeconds(15),
            Duration.ofMinutes(5),
            Duration.ofSeconds(5000),
            3,
            Duration.ofDays(7),
            12,
            Duration.ofMinutes(1));
    private final TicketLife life = new TicketLife(schedule);

    @Test
    void an_accepted_ticket_is_polled_after_the_first_wait_and_lasts_from_the_call_on_as_long_as_it_is_kept() {
        var decision = after(submitting(), new Answer.Accepted(202, "ix-1"));

        assertThat(decision.ticket().state()).isEqualTo(TicketState.POLLING);
        assertThat(decision.ticket().integrexId()).isEqualTo("ix-1");
        assertThat(decision.ticket().expiresAt()).isEqualTo(ASKED.plusSeconds(5000));
        assertThat(decision.after()).isEqualTo(Duration.ofSeconds(15));
        assertThat(decision.changes())
                .containsExactly(new Change(TicketState.SUBMITTING, TicketState.POLLING, Reason.ACCEPTED, 202));
        assertThat(decision.report()).isNull();
    }

    @Test
    void while_it_is_processed_the_wait_doubles_up_to_the_cap() {
        var ticket = polling();
        var waits = new java.util.ArrayList<Duration>();
        for (int poll = 0; poll < 7; poll++) {
            var decision = after(ticket, new Answer.Processing(202, null));
            waits.add(decision.after());
            ticket = decision.ticket();
        }

        assertThat(waits).extracting(Duration::toSeconds).containsExactly(30L, 60L, 120L, 240L, 300L, 300L, 300L);
    }

    @Test
    void the_wait_varies_by_a_fifth_either_way_but_never_beyond_the_cap() {
        assertThat(schedule.backOff(1, 0, null)).isEqualTo(Duration.ofSeconds(24));
        assertThat(schedule.backOff(1, 0.999_999, null)).isBetween(Duration.ofMillis(35_990), Duration.ofSeconds(36));
        assertThat(schedule.backOff(30, 0.999_999, null)).isEqualTo(Duration.ofMinutes(5));
        assertThat(schedule.backOff(Integer.MAX_VALUE, 0, null)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void the_partners_wish_is_honoured_where_it_is_longer_and_capped() {
        assertThat(wait(Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(90));
        assertThat(wait(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(30));
        assertThat(wait(Duration.ofDays(365))).isEqualTo(Duration.ofMinutes(5));
    }

    private Duration wait(Duration retryAfter) {
        return after(polling(), new Answer.Processing(202, retryAfter)).after();
    }

    @Test
    void only_the_first_of_many_polls_that_tell_nothing_new_is_history() {
        var first = after(polling(), new Answer.Processing(202, null));
        var second = after(first.ticket(), new Answer.Processing(202, null));

        assertThat(first.changes()).hasSize(1);
        assertThat(second.changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"F0", "F1", "F2", "F3", "F4"})
    void a_finalized_claim_completes_its_ticket(String category) {
        var decision = after(polling(), result(category));

        assertThat(decision.ticket().state()).isEqualTo(TicketState.COMPLETED);
        assertThat(decision.after()).isNull();
        assertThat(received(decision).meaning()).isEqualTo(Meaning.FINAL);
        assertThat(received(decision).meaning().nextAction()).isEqualTo("NONE");
    }

    @Test
    void a_final_claim_whose_check_is_not_cashed_is_told_and_stays_on_the_calendar_until_it_is() {
        var uncashed = after(polling(), result("F1", UNCASHED));
        assertThat(received(uncashed).meaning()).isEqualTo(Meaning.FINAL);
        assertThat(uncashed.ticket().state()).isEqualTo(TicketState.QUEUED);
        assertThat(uncashed.ticket().reason()).isEqualTo(Reason.CHECK_UNCASHED);
        assertThat(uncashed.after()).isEqualTo(Duration.ofDays(7));

        var cashed = after(submitted(uncashed.ticket()), result("F1", CASHED));
        assertThat(received(cashed).checksOf("CHK-1")).containsExactly(CASHED);
        assertThat(cashed.ticket().state()).isEqualTo(TicketState.COMPLETED);
    }

    @Test
    void a_check_that_is_never_cashed_is_no_exception_and_not_asked_for_for_ever() {
        var ticket = new Ticket("t", TicketState.POLLING, 1, 0, 12, "ix", later(), Reason.ACCEPTED, "F1", true);

        var decision = after(ticket, result("F1", UNCASHED));

        assertThat(decision.ticket().state()).isEqualTo(TicketState.COMPLETED);
        assertThat(decision.ticket().reason()).isEqualTo(Reason.RECHECKS_EXHAUSTED);
        assertThat(received(decision).meaning()).isEqualTo(Meaning.FINAL);
    }

    @Test
    void a_check_stays_on_the_calendar_though_one_day_brings_no_answer() {
        var overdue = new Ticket("t", TicketState.POLLING, 3, 0, 1, "ix", NOW, Reason.PROCESSING, "F1", true);
        var unknown = new Ticket("t", TicketState.POLLING, 1, 0, 1, "ix", later(), Reason.ACCEPTED, "F1", true);

        for (var decision : List.of(
                after(overdue, new Answer.Processing(202, null)), after(unknown, new Answer.UnknownTicket(404)))) {
            assertThat(decision.ticket().state()).isEqualTo(TicketState.QUEUED);
            assertThat(decision.ticket().reason()).isEqualTo(Reason.CHECK_UNCASHED);
            assertThat(decision.ticket().rechecks()).isEqualTo(2);
            assertThat(decision.ticket().generation()).isEqualTo(1);
            assertThat(decision.after()).isEqualTo(Duration.ofDays(7));
        }
    }

    @Test
    void a_check_stays_on_the_calendar_though_the_payers_system_cannot_tell_for_three_generations() {
        var ticket = submitted(after(polling(), result("F1", UNCASHED)).ticket());
        for (int generation = 1; generation <= 3; generation++) {
            ticket = submitted(after(ticket, result("E1")).ticket());
            var unwell = after(overdue(ticket), result("E1"));
            ticket = generation < 3 ? submitted(unwell.ticket()) : unwell.ticket();
        }

        assertThat(ticket.state()).isEqualTo(TicketState.QUEUED);
        assertThat(ticket.reason()).isEqualTo(Reason.CHECK_UNCASHED);
        assertThat(ticket.rechecks()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A3", "D0", "R3", "P1", "A2"})
    void a_check_stays_on_the_calendar_though_the_claim_is_answered_as_if_undecided(String category) {
        var waiting = after(polling(), result("F1", UNCASHED)).ticket();

        var decision = after(submitted(waiting), result(category));
        assertThat(decision.ticket().state()).isEqualTo(TicketState.QUEUED);
        assertThat(decision.ticket().reason()).isEqualTo(Reason.CHECK_UNCASHED);
        assertThat(decision.after()).isEqualTo(Duration.ofDays(7));
        assertThat(received(decision).category()).isEqualTo(category);

        var next = after(submitted(decision.ticket()), new Answer.UnknownTicket(404));
        assertThat(next.ticket().reason()).isEqualTo(Reason.CHECK_UNCASHED);
    }

    @ParameterizedTest
    @MethodSource("answersThatSayLess")
    void a_check_stays_on_the_calendar_though_an_older_process_noted_no_decision(Answer answer) {
        var ticket = new Ticket("t", TicketState.POLLING, 1, 0, 1, "ix", later(), Reason.ACCEPTED, "F1", false);

        var decision = after(ticket, answer);

        assertThat(decision.ticket().state()).isEqualTo(TicketState.QUEUED);
        assertThat(decision.ticket().reason()).isEqualTo(Reason.CHECK_UNCASHED);
        assertThat(decision.ticket().decided()).isTrue();
    }

    static Stream<Answer> answersThatSayLess() {
        return Stream.of(result("R1"), result("P1"), new Answer.UnknownTicket(404));
    }

    @Test
    void a_check_stays_on_the_calendar_though_the_submission_is_refused() {
        var refused = new Answer.Refused(400, ByteBuffer.wrap(new byte[] {1}));
        var waiting = after(polling(), result("F1", UNCASHED)).ticket();

        var decision = after(taken(waiting), refused);

        assertThat(decision.ticket().state()).isEqualTo(TicketState.QUEUED);
        assertThat(decision.ticket().reason()).isEqualTo(Reason.CHECK_UNCASHED);
        assertThat(decision.report()).isEqualTo(new Report.Failed(Failure.CLAIM_REJECTED, 400));
        assertThat(after(
                                new Ticket("t", TicketState.SUBMITTING, 1, 0, 12, null, null, Reason.TAKEN, "F1", true),
                                refused)
                        .ticket()
                        .state())
                .isEqualTo(TicketState.REJECTED);
    }

    @Test
    void of_a_claim_paid_by_two_checks_the_ticket_stays_until_those_of_all_who_wait_are_cashed() {
        var another = new Check("CHK-2", null, "ISSUED", null, false);

        assertThat(after(polling(), result("F1", CASHED, another), List.of("CHK-1"))
                        .ticket()
                        .state())
                .isEqualTo(TicketState.COMPLETED);
        for (var waiting : List.of(List.of("CHK-2"), List.of("CHK-1", "CHK-2"), List.of("CHK-3"))) {
            assertThat(after(polling(), result("F1", CASHED, another), waiting)
                            .ticket()
                            .reason())
                    .isEqualTo(Reason.CHECK_UNCASHED);
        }
    }

    @Test
    void a_transfer_is_not_waited_for() {
        var decision = after(polling(), result("F1", new Check("EFT-1", null, null, null, true)));

        assertThat(decision.ticket().state()).isEqualTo(TicketState.COMPLETED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A3", "A4", "A5", "A6", "A7", "A8", "R0", "R3", "D0", "D1", "X9", "a1", ""})
    void what_the_payer_rejects_and_what_we_do_not_know_completes_the_ticket_as_an_exception(String category) {
        var decision = after(polling(), result(category));

        assertThat(decision.ticket().state()).isEqualTo(TicketState.COMPLETED);
        assertThat(received(decision).meaning()).isEqualTo(Meaning.REJECTED);
        assertThat(received(decision).meaning().nextAction()).isEqualTo("EXCEPTION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A0", "A1", "A2", "P0", "P1", "P5"})
    void a_claim_in_process_is_told_and_asked_about_again_by_the_calendar(String category) {
        var decision = after(polling(), result(category));

        assertThat(decision.ticket().state()).isEqualTo(TicketState.QUEUED);
        assertThat(decision.ticket().reason()).isEqualTo(Reason.RECHECK);
        assertThat(decision.ticket().rechecks()).isEqualTo(1);
        assertThat(decision.ticket().expiresAt()).isNull();
        assertThat(decision.after()).isEqualTo(Duration.ofDays(7));
        assertThat(received(decision).meaning()).isEqualTo(Meaning.PENDING);
    }

    @Test
    void a_claim_that_stays_in_process_is_overdue_in_the_end() {
        var ticket = new Ticket("t", TicketState.POLLING, 1, 0, 12, "ix", later(), Reason.ACCEPTED, "P1", false);

        var decision = after(ticket, result("P1"));

        assertThat(decision.ticket().state()).isEqualTo(TicketState.FAILED);
        assertThat(decision.report()).isEqualTo(new Report.Failed(Failure.CLAIM_STATUS_OVERDUE, 200));
    }

    @Test
    void a_payers_system_that_cannot_tell_is_asked_again_soon_and_ever_later_and_told_of_once() {
        var first = after(polling(), result("E1"));
        var again = after(submitted(first.ticket()), result("E1"));
        var third = after(submitted(again.ticket()), result("E1"));

        assertThat(first.ticket().state()).isEqualTo(TicketState.QUEUED);
        assertThat(received(first).meaning()).isEqualTo(Meaning.RETRIED);
        assertThat(again.report()).isNull();
        assertThat(List.of(first.after(), again.after(), third.after()))
                .extracting(Duration::toSeconds)
                .containsExactly(15L, 30L, 60L);
        assertThat(third.ticket().expiresAt()).isEqualTo(polling().expiresAt());
    }

    @Test
    void a_refused_submission_rejects_the_ticket() {
        var decision = after(submitting(), new Answer.Refused(400, ByteBuffer.wrap(new byte[] {1})));

        assertThat(decision.ticket().state()).isEqualTo(TicketState.REJECTED);
        assertThat(decision.report()).isEqualTo(new Report.Failed(Failure.CLAIM_REJECTED, 400));
    }

    @Test
    void a_ticket_unknown_before_its_time_fails() {
        var decision = after(polling(), new Answer.UnknownTicket(404));

        assertThat(decision.ticket().state()).isEqualTo(TicketState.FAILED);
        assertThat(decision.ticket().reason()).isEqualTo(Reason.UNKNOWN_TICKET);
        assertThat(decision.report()).isEqualTo(new Report.Failed(Failure.CLAIM_STATUS_OVERDUE, 404));
    }

    @Test
    void a_ticket_unknown_after_its_time_is_submitted_anew() {
        var decision = after(overdue(1), new Answer.UnknownTicket(404));

        assertThat(decision.ticket().state()).isEqualTo(TicketState.QUEUED);
        assertThat(decision.ticket().generation()).isEqualTo(2);
        assertThat(decision.ticket().expiresAt()).isNull();
        assertThat(decision.after()).isZero();
        assertThat(decision.changes())
                .containsExactly(
                        new Change(TicketState.POLLING, TicketState.EXPIRED, Reason.TTL_PASSED, 404),
                        new Change(TicketState.EXPIRED, TicketState.QUEUED, Reason.NEXT_GENERATION, null));
        assertThat(decision.report()).isNull();
    }

    @Test
    void the_third_generation_is_the_last() {
        var decision = after(overdue(3), new Answer.Processing(202, null));

        assertThat(decision.ticket().state()).isEqualTo(TicketState.FAILED);
        assertThat(decision.changes()).extracting(Change::to).containsExactly(TicketState.EXPIRED, TicketState.FAILED);
        assertThat(decision.report()).isEqualTo(new Report.Failed(Failure.CLAIM_STATUS_OVERDUE, 202));
    }

    @Test
    void an_outage_while_submitting_is_waited_for_however_long_it_lasts() {
        var ticket = submitting();
        for (int call = 0; call < 1_000; call++) {
            ticket = after(ticket, new Answer.Unwell(503, Reason.PARTNER_ERROR, null))
                    .ticket();
        }

        assertThat(ticket.state()).isEqualTo(TicketState.SUBMITTING);
        assertThat(after(ticket, new Answer.Accepted(200, "ix")).ticket().state())
                .isEqualTo(TicketState.POLLING);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoever_waits_is_told_of_a_submission_that_fails_for_as_long_as_a_ticket_lasts(boolean decided) {
        var ticket = new Ticket(
                "t", TicketState.SUBMITTING, 1, 0, 0, null, null, Reason.TAKEN, decided ? "F1" : null, decided);
        var waited = Duration.ZERO;
        for (int call = 0; call < 100; call++) {
            var decision = after(ticket, new Answer.Unwell(null, Reason.INTERNAL_ERROR, null));
            waited = waited.plus(decision.after());
            ticket = decision.ticket();
            if (decision.report() != null) {
                assertThat(decision.report()).isEqualTo(new Report.Failed(Failure.CLAIM_STATUS_OVERDUE, null));
                assertThat(decision.changes()).extracting(Change::reason).containsExactly(Reason.OVERDUE);
                break;
            }
        }

        assertThat(waited).isBetween(Duration.ofSeconds(5000), Duration.ofSeconds(5300));
        assertThat(ticket.state()).isEqualTo(TicketState.SUBMITTING);
        assertThat(after(ticket, new Answer.Accepted(200, "ix")).ticket().state())
                .isEqualTo(TicketState.POLLING);
    }

    @Test
    void an_outage_while_polling_lasts_as_long_as_the_ticket_does() {
        var unwell = new Answer.Unwell(null, Reason.TIMEOUT, null);

        assertThat(after(polling(), unwell).ticket().state()).isEqualTo(TicketState.POLLING);
        assertThat(after(overdue(1), unwell).ticket().generation()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void while_our_credential_is_refused_the_ticket_waits_however_long_it_lasts(boolean submitting) {
        var ticket = submitting ? submitting() : overdue(3);
        for (int i = 0; i < 20; i++) {
            var decision = after(ticket, new Answer.CredentialRefused(402));
            assertThat(decision.after()).isEqualTo(Duration.ofMinutes(1));
            assertThat(decision.report()).isNull();
            ticket = decision.ticket();
        }

        assertThat(ticket.state()).isEqualTo(submitting ? TicketState.SUBMITTING : TicketState.POLLING);
        assertThat(ticket.reason()).isEqualTo(Reason.CREDENTIAL_REFUSED);
    }

    @ParameterizedTest
    @EnumSource
    void an_ended_ticket_never_moves_again(TicketState state) {
        if (state.isOpen() || state == TicketState.EXPIRED) {
            return;
        }
        for (TicketState next : TicketState.values()) {
            assertThat(state.canBecome(next)).isFalse();
        }
        var ended = new Ticket("t", state, 1, 0, 0, null, null, Reason.ANSWERED, null, false);
        assertThatThrownBy(() -> after(ended, result("F1"))).isInstanceOf(IllegalStateException.class);
    }

    private Decision after(Ticket ticket, Answer answer) {
        return after(ticket, answer, List.of("CHK-1"));
    }

    private Decision after(Ticket ticket, Answer answer, List<String> issuerPaymentIds) {
        return life.after(ticket, answer, new Circumstances(issuerPaymentIds, ASKED, NOW, NO_JITTER));
    }

    private Ticket submitted(Ticket queued) {
        return after(taken(queued), new Answer.Accepted(200, "ix-again")).ticket();
    }

    private static Ticket taken(Ticket queued) {
        return new Ticket(
                queued.id(),
                TicketState.SUBMITTING,
                queued.generation(),
                queued.attempt(),
                queued.rechecks(),
                null,
                queued.expiresAt(),
                Reason.TAKEN,
                queued.category(),
                queued.decided());
    }

    private static Ticket overdue(Ticket polling) {
        return new Ticket(
                polling.id(),
                polling.state(),
                polling.generation(),
                polling.attempt(),
                polling.rechecks(),
                polling.integrexId(),
                NOW,
                polling.reason(),
                polling.category(),
                polling.decided());
    }

    private static Ticket submitting() {
        return new Ticket("t", TicketState.SUBMITTING, 1, 0, 0, null, null, Reason.TAKEN, null, false);
    }

    private static Ticket polling() {
        return new Ticket("t", TicketState.POLLING, 1, 0, 0, "ix-1", later(), Reason.ACCEPTED, null, false);
    }

    private static Ticket overdue(int generation) {
        return new Ticket("t", TicketState.POLLING, generation, 5, 0, "ix-1", NOW, Reason.PROCESSING, null, false);
    }

    private static Instant later() {
        return NOW.plusSeconds(5000);
    }

    private static Answer result(String category) {
        return result(category, new Check(null, null, null, null, false));
    }

    private static Answer result(String category, Check... checks) {
        return new Answer.Result(
                200,
                new ClaimStatus(
                        category,
                        null,
                        new Amounts(null, null, null, null),
                        List.of(checks),
                        null,
                        null,
                        List.of(),
                        List.of()));
    }

    private static ClaimStatus received(Decision decision) {
        return ((Report.Received) decision.report()).status();
    }
}
