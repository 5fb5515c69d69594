package io.remithub.orchestrator.domain;

import static io.remithub.orchestrator.domain.Posting.Outcome.CONFIRMED;
import static io.remithub.orchestrator.domain.Posting.Outcome.REJECTED;
import static io.remithub.orchestrator.domain.Posting.Outcome.UNCONFIRMED;
import static io.remithub.orchestrator.domain.Posting.Outcome.WAITING;
import static io.remithub.orchestrator.domain.Purpose.CHARGE;
import static io.remithub.orchestrator.domain.Purpose.PAYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.orchestrator.domain.Policy.BalancePolicy;
import io.remithub.orchestrator.domain.Policy.PostWhen;
import io.remithub.schemas.ExceptionCode;
import io.remithub.schemas.HoldRuleCode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each code is driven open, and closed by each action that it allows. */
class EveryCodeTest {

    @ParameterizedTest
    @EnumSource(ExceptionCode.class)
    void every_code_opens_once_with_its_next_action_in_words(ExceptionCode code) {
        var causes = open(code).causes();

        assertThat(causes).extracting(ExceptionCause::code).containsExactly(code);
        assertThat(causes.getFirst().nextAction()).endsWith(".");
    }

    static Stream<Arguments> every_action_that_a_code_allows() {
        return Arrays.stream(ExceptionCode.values())
                .flatMap(code -> allowed(code).stream().map(action -> Arguments.of(code, action)));
    }

    @ParameterizedTest
    @MethodSource("every_action_that_a_code_allows")
    void every_action_that_a_code_allows_closes_it(ExceptionCode code, Action action) {
        var story = open(code);

        story.resolve(action);

        assertThat(story.ruling()).isInstanceOf(Ruling.Taken.class);
        if (action == Action.VOID) {
            // A fence waits until it is known what became of what may have been posted.
            story.posted(0, PAYMENT, CONFIRMED).posted(0, CHARGE, CONFIRMED);
        }
        assertThat(story.causes()).extracting(ExceptionCause::code).doesNotContain(code);
    }

    @ParameterizedTest
    @EnumSource(ExceptionCode.class)
    void no_other_action_does_anything(ExceptionCode code) {
        for (var action : EnumSet.complementOf(EnumSet.copyOf(allowed(code)))) {
            if (action != Action.VOID) {
                assertThat(open(code).resolve(action).ruling()).isInstanceOf(Ruling.Refused.class);
            }
        }
    }

    @Test
    void a_sum_that_does_not_add_up_cannot_be_approved_and_its_next_action_says_so() {
        var story = unbalanced(new Finding("transaction-out-of-balance", null, 1L, 2L));
        var cause = story.causes().getFirst();

        assertThat(Resolutions.allowed(cause)).containsExactly(Action.CANCEL, Action.VOID);
        assertThat(cause.nextAction()).contains("nobody can approve");
        assertThat(story.resolve(Action.APPROVE).causes()).containsExactly(cause);
    }

    @Test
    void a_payment_whose_sum_does_not_add_up_ends_failed_when_cancelled() {
        var story = unbalanced(new Finding("transaction-out-of-balance", null, 1L, 2L))
                .resolve(Action.CANCEL);

        assertThat(story.status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(story.payment().reasonCode()).isEqualTo("out-of-balance");
    }

    @Test
    void approved_findings_let_the_payment_go_on_as_balanced_until_it_is_voided() {
        var story = open(ExceptionCode.OUT_OF_BALANCE).resolve(Action.APPROVE);
        assertThat(story.status()).isEqualTo(PaymentStatus.REMITTANCE_REQUESTED);
        assertThat(story.payment().balances()).isTrue();

        story.voided(1).reissued(2);

        assertThat(story.status()).isEqualTo(PaymentStatus.LOADING);
        assertThat(story.codes()).containsExactly("out-of-balance");
    }

    @Test
    void an_approved_difference_is_that_one_and_another_is_an_exception_again() {
        var story = open(ExceptionCode.PAID_AMOUNT_DIFFERS).resolve(Action.APPROVE);
        assertThat(story.status()).isEqualTo(PaymentStatus.REQUESTED);

        story.answered(0, "F1", 14_000L);

        assertThat(story.codes()).containsExactly("paid-amount-differs");
    }

    @Test
    void a_claim_confirmed_by_hand_is_final() {
        var story = open(ExceptionCode.CLAIM_STATUS_OVERDUE).resolve(Action.CONFIRM);

        assertThat(story.status()).isEqualTo(PaymentStatus.REQUESTED);
    }

    @Test
    void what_is_decided_of_a_posting_is_passed_on() {
        for (var action : List.of(Action.CONFIRM, Action.RETRY)) {
            var story = open(ExceptionCode.POSTING_UNCONFIRMED);
            story.resolve(action);
            assertThat(story.asked().getLast())
                    .isInstanceOfSatisfying(Command.ResolvePosting.class, it -> assertThat(it.decided())
                            .isEqualTo(new Postings.Decided(action, 15_000)));
        }
    }

    @Test
    void a_claim_taken_back_and_its_correction_ask_for_posting_like_others() {
        var taken = Claim.of(new ClaimTerms(0, "key", "22", -20_000, -15_000, -1_000), true);
        var corrected = Claim.of(new ClaimTerms(1, "key", "1", 20_000, 12_000, 1_000), true);
        var story = Story.of(Story.payment(it -> it, taken, corrected)).started_();

        story.answered(0, "F1", 12_000L).answered(1, "F1", 12_000L);

        assertThat(story.commands()).endsWith("RequestPosting 0/1", "RequestPosting 1/1");
        assertThat(story.causes()).isEmpty();
    }

    private static EnumSet<Action> allowed(ExceptionCode code) {
        return EnumSet.copyOf(Resolutions.allowed(open(code).causes().getFirst()));
    }

    private static Story open(ExceptionCode code) {
        return switch (code) {
            case OUT_OF_BALANCE -> unbalanced(new Finding("claim-out-of-balance", 0, 20_000L, 19_999L));
            case CLAIM_NOT_REGISTERED ->
                Story.of(Story.payment(it -> it, Story.claim(0, false)))
                        .started_()
                        .tell(Payment::expectedTooLong);
            case CLAIM_MISMATCH, CLAIM_STATUS_OVERDUE, CLAIM_STATUS_CANCELLED, PARTNER_CREDENTIAL_REFUSED ->
                Story.started().answered(1, "F1").failed(0, code);
            case CLAIM_REJECTED -> Story.started().answered(1, "F1").answered(0, "R1");
            case PAID_AMOUNT_DIFFERS -> Story.started().answered(1, "F1").answered(0, "F1", 14_999L);
            case PATIENT_UNKNOWN, PAYMENT_TYPE_UNKNOWN, AMBIGUOUS_PAYMENT_TYPE, EHR_UNSUPPORTED ->
                Story.requested().posted(0, PAYMENT, REJECTED, code.wire());
            case POSTING_REJECTED -> Story.requested().posted(0, PAYMENT, REJECTED);
            case POSTING_UNCONFIRMED -> Story.requested().posted(0, PAYMENT, UNCONFIRMED);
            case LEDGER_DIFFERS ->
                Story.requested()
                        .posted(0, PAYMENT, CONFIRMED)
                        .tell(it -> Reports.posted(
                                it,
                                0,
                                1,
                                PAYMENT,
                                new Posting(CONFIRMED, "HUB:1", 15_000, code.wire(), Posting.Place.UNKNOWN, 14_999L)));
            case POSTING_REVIEW -> Story.requested().posted(0, PAYMENT, WAITING);
            case CHARGE_UNCONFIRMED -> Story.requested().posted(0, CHARGE, UNCONFIRMED);
            case CHARGE_REJECTED -> Story.requested().posted(0, CHARGE, REJECTED);
            case SUSPECTED_DUPLICATE ->
                held(new HoldRule(HoldRuleCode.SUSPECTED_DUPLICATE.wire(), Map.of("window", "60")));
            case HELD_TOO_LONG ->
                held(new HoldRule(HoldRuleCode.AMOUNT_OVER_LIMIT.wire(), Map.of("limit", "1")))
                        .tell(Payment::heldTooLong);
        };
    }

    private static Story unbalanced(Finding finding) {
        return Story.of(Story.payment(it -> Story.with(it, Story.policy(), List.of(finding)), Story.claim(0, true)))
                .started_();
    }

    private static Story held(HoldRule rule) {
        var policy = new Policy(false, BalancePolicy.WARN, PostWhen.CLAIM_FINAL, "AUTO", List.of(rule), null, false);
        var terms = Story.payment(it -> Story.with(it, policy, List.of()), Story.claim(0, true))
                .terms();
        return Story.of(Payment.accepted(terms, List.of(Story.claim(0, true)), new Precedents(true, false)))
                .started_();
    }
}
