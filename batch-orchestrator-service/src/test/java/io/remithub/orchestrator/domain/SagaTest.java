package io.remithub.orchestrator.domain;

import static io.remithub.orchestrator.domain.PaymentStatus.CANCELLED;
import static io.remithub.orchestrator.domain.PaymentStatus.COMPLETED;
import static io.remithub.orchestrator.domain.PaymentStatus.CREATED;
import static io.remithub.orchestrator.domain.PaymentStatus.DISTRIBUTION_ASSIGNED;
import static io.remithub.orchestrator.domain.PaymentStatus.HELD;
import static io.remithub.orchestrator.domain.PaymentStatus.LOADING;
import static io.remithub.orchestrator.domain.PaymentStatus.REMITTANCE_REQUESTED;
import static io.remithub.orchestrator.domain.PaymentStatus.REQUESTED;
import static io.remithub.orchestrator.domain.PaymentStatus.SENT;
import static io.remithub.orchestrator.domain.PaymentStatus.VOIDED;
import static io.remithub.orchestrator.domain.Posting.Outcome.ACCEPTED;
import static io.remithub.orchestrator.domain.Posting.Outcome.CONFIRMED;
import static io.remithub.orchestrator.domain.Posting.Outcome.NOT_REQUIRED;
import static io.remithub.orchestrator.domain.Posting.Outcome.REJECTED;
import static io.remithub.orchestrator.domain.Posting.Outcome.UNCONFIRMED;
import static io.remithub.orchestrator.domain.Posting.Outcome.WAITING;
import static io.remithub.orchestrator.domain.Purpose.CHARGE;
import static io.remithub.orchestrator.domain.Purpose.PAYMENT;
import static io.remithub.orchestrator.domain.Story.claim;
import static io.remithub.orchestrator.domain.Story.payment;
import static io.remithub.orchestrator.domain.Story.policy;
import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.orchestrator.domain.Policy.BalancePolicy;
import io.remithub.orchestrator.domain.Policy.PostWhen;
import io.remithub.schemas.ExceptionCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SagaTest {

    private static final List<Finding> OUT_OF_BALANCE =
            List.of(new Finding("claim-balance", 0, 20_000L, 19_999L), new Finding("total", null, 1L, 2L));

    @Test
    void a_payment_waits_until_its_batch_is_started() {
        var story = Story.of(payment(it -> it, claim(0, true)));

        assertThat(Saga.advance(story.payment()).steps()).isEmpty();
        assertThat(story.status()).isEqualTo(CREATED);
    }

    @Test
    void a_started_payment_asks_for_the_status_of_every_claim() {
        var story = Story.started();

        assertThat(story.steps()).containsExactly(LOADING, REMITTANCE_REQUESTED);
        assertThat(story.commands()).containsExactly("AskClaimStatus 0/1", "AskClaimStatus 1/1");
        assertThat(story.causes()).isEmpty();
    }

    @Test
    void a_held_payment_stays_held_until_it_is_released() {
        var holding = new Policy(true, BalancePolicy.WARN, PostWhen.CLAIM_FINAL, "AUTO", List.of(), null, false);
        var story = Story.of(payment(it -> Story.with(it, holding, List.of()), claim(0, true)))
                .tell(Payment::start);
        assertThat(story.status()).isEqualTo(HELD);
        assertThat(story.payment().holdReasons()).containsExactly("account-hold");
        assertThat(story.commands()).isEmpty();

        story.tell(Payment::release);

        assertThat(story.steps()).containsExactly(HELD, LOADING, REMITTANCE_REQUESTED);
        assertThat(story.commands()).containsExactly("AskClaimStatus 0/1");
    }

    @Test
    void a_release_repeated_does_nothing_and_one_before_the_start_is_refused() {
        var story = Story.of(payment(it -> it, claim(0, true))).tell(Payment::release);
        assertThat(story.ruling()).isEqualTo(new Ruling.Refused<Payment>("not-started"));

        story.tell(Payment::start).tell(Payment::release);

        assertThat(story.ruling()).isInstanceOf(Ruling.Ignored.class);
    }

    @Test
    void a_payment_is_cancelled_while_created_or_held_and_not_later() {
        assertThat(Story.of(payment(it -> it, claim(0, true)))
                        .tell(Payment::cancel)
                        .status())
                .isEqualTo(CANCELLED);
        assertThat(Story.started().tell(Payment::cancel).ruling())
                .isEqualTo(new Ruling.Refused<Payment>("status-not-cancellable"));
    }

    @Test
    void what_does_not_balance_waits_in_loading_and_nothing_is_asked() {
        var story = Story.of(payment(it -> Story.with(it, policy(), OUT_OF_BALANCE), claim(0, true)))
                .tell(Payment::start);

        assertThat(story.status()).isEqualTo(LOADING);
        assertThat(story.commands()).isEmpty();
        assertThat(story.causes())
                .containsExactly(
                        new ExceptionCause(ExceptionCode.OUT_OF_BALANCE, null, 1L, 2L),
                        new ExceptionCause(ExceptionCode.OUT_OF_BALANCE, 0, 20_000L, 19_999L));
    }

    @Test
    void findings_within_claims_do_not_matter_where_the_policy_is_off() {
        var story = unchecked(new Finding("claim-out-of-balance", 0, 20_000L, 19_999L));

        assertThat(story.status()).isEqualTo(REMITTANCE_REQUESTED);
        assertThat(story.causes()).isEmpty();
    }

    @Test
    void claims_that_do_not_add_up_to_the_payment_wait_whatever_the_policy() {
        var story = unchecked(new Finding("transaction-out-of-balance", null, 1L, 2L));

        assertThat(story.status()).isEqualTo(LOADING);
        assertThat(story.causes()).hasSize(1);
    }

    private static Story unchecked(Finding finding) {
        var off = new Policy(false, BalancePolicy.OFF, PostWhen.CLAIM_FINAL, "AUTO", List.of(), null, false);
        return Story.of(payment(it -> Story.with(it, off, List.of(finding)), claim(0, true)))
                .tell(Payment::start);
    }

    @Test
    void a_claim_that_is_not_registered_is_asked_for_once_it_is() {
        var story = Story.of(payment(it -> it, claim(0, true), claim(1, false))).tell(Payment::start);
        assertThat(story.commands()).containsExactly("AskClaimStatus 0/1");

        story.tell(it -> Reports.registered(it, "key-1"));

        assertThat(story.commands()).containsExactly("AskClaimStatus 0/1", "AskClaimStatus 1/1");
        assertThat(story.causes()).isEmpty();
    }

    @Test
    void a_registration_may_be_on_its_way_until_it_has_been_expected_for_too_long() {
        var story = Story.of(payment(it -> it, claim(0, true), claim(1, false))).tell(Payment::start);
        assertThat(story.causes()).isEmpty();

        story.tell(Payment::expectedTooLong);
        assertThat(story.causes())
                .containsExactly(new ExceptionCause(ExceptionCode.CLAIM_NOT_REGISTERED, 1, null, null));

        assertThat(story.tell(it -> Reports.registered(it, "key-1")).causes()).isEmpty();
    }

    @Test
    void a_payment_that_is_issued_again_expects_its_claims_registration_again() {
        var story = Story.of(payment(it -> it, claim(0, false)))
                .tell(Payment::start)
                .tell(Payment::expectedTooLong)
                .voided(1)
                .reissued(2);

        assertThat(story.status()).isEqualTo(REMITTANCE_REQUESTED);
        assertThat(story.causes()).isEmpty();
        assertThat(story.tell(Payment::expectedTooLong).codes()).containsExactly("claim-not-registered");
        assertThat(story.tell(Payment::expectedTooLong).ruling()).isInstanceOf(Ruling.Ignored.class);
    }

    @Test
    void a_denied_claim_without_money_is_asked_for_like_any_other() {
        var denied = Claim.of(new ClaimTerms(0, "key-0", "4", 20_000, 0, 0), true);

        assertThat(Story.of(payment(it -> it, denied)).tell(Payment::start).commands())
                .containsExactly("AskClaimStatus 0/1");
    }

    @Test
    void posting_is_requested_when_the_last_claim_is_final() {
        var story = Story.started().answered(0, "F1");
        assertThat(story.status()).isEqualTo(REMITTANCE_REQUESTED);

        story.answered(1, "F2");

        assertThat(story.steps()).endsWith(DISTRIBUTION_ASSIGNED, REQUESTED);
        assertThat(story.commands()).endsWith("RequestPosting 0/1", "RequestPosting 1/1");
    }

    @Test
    void a_pending_or_failing_answer_keeps_waiting() {
        for (var category : List.of("A0", "A1", "A2", "P0", "P1", "P5", "E0", "E4")) {
            var story = Story.started().answered(0, category).answered(1, "F1");

            assertThat(story.status()).as(category).isEqualTo(REMITTANCE_REQUESTED);
            assertThat(story.causes()).as(category).isEmpty();
        }
    }

    @Test
    void a_rejecting_answer_is_an_exception_that_a_final_one_heals() {
        for (var category : List.of("A3", "A4", "A6", "A7", "A8", "R0", "R16", "D0")) {
            var story = Story.started().answered(0, category).answered(1, "F1");
            assertThat(story.codes()).as(category).containsExactly("claim-rejected");

            story.answered(0, "F1");

            assertThat(story.causes()).as(category).isEmpty();
            assertThat(story.status()).as(category).isEqualTo(REQUESTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Z9", "A3", "A", "A9", "D0", "R16", ""})
    void a_category_that_means_nothing_to_go_on_with_is_an_exception_for_it_is_asked_for_no_more(String category) {
        assertThat(Story.started().answered(0, category).codes()).containsExactly("claim-rejected");
    }

    @Test
    void a_ticket_without_an_answer_is_an_exception_of_its_own_code() {
        var story = Story.started().failed(0, ExceptionCode.CLAIM_STATUS_OVERDUE);

        assertThat(story.causes())
                .containsExactly(new ExceptionCause(ExceptionCode.CLAIM_STATUS_OVERDUE, 0, null, null));
    }

    @Test
    void a_final_answer_stands_whatever_is_reported_later() {
        var story = Story.started().answered(0, "F1").answered(0, "P1").failed(0, ExceptionCode.CLAIM_REJECTED);

        assertThat(story.causes()).isEmpty();
        assertThat(story.ruling()).isEqualTo(new Ruling.Ignored<Payment>("final before"));
    }

    @Test
    void money_waits_while_the_payer_names_another_amount() {
        var story = Story.started().answered(0, "F1", 14_999L).answered(1, "F1", 15_000L);
        assertThat(story.status()).isEqualTo(REMITTANCE_REQUESTED);
        assertThat(story.causes())
                .containsExactly(new ExceptionCause(ExceptionCode.PAID_AMOUNT_DIFFERS, 0, 15_000L, 14_999L));

        story.answered(0, "F1", 15_000L);

        assertThat(story.status()).isEqualTo(REQUESTED);
        assertThat(story.causes()).isEmpty();
    }

    @Test
    void posting_on_issued_waits_for_registrations_only() {
        var issued = new Policy(false, BalancePolicy.WARN, PostWhen.ISSUED, "AUTO", List.of(), null, false);
        var story = Story.of(payment(it -> Story.with(it, issued, List.of()), claim(0, true), claim(1, false)))
                .tell(Payment::start);
        assertThat(story.status()).isEqualTo(REMITTANCE_REQUESTED);

        story.tell(it -> Reports.registered(it, "key-1"));

        assertThat(story.status()).isEqualTo(REQUESTED);
        assertThat(story.commands())
                .containsExactly(
                        "AskClaimStatus 0/1", "AskClaimStatus 1/1", "RequestPosting 0/1", "RequestPosting 1/1");
        assertThat(story.answered(0, "R1").causes()).isEmpty();
        assertThat(story.answered(0, "F1", 1L).codes()).containsExactly("paid-amount-differs");
    }

    @Test
    void it_is_sent_when_every_payment_is_taken_and_completed_when_every_effect_is_confirmed() {
        var story = Story.requested().posted(0, PAYMENT, ACCEPTED);
        assertThat(story.status()).isEqualTo(REQUESTED);

        story.posted(1, PAYMENT, NOT_REQUIRED);
        assertThat(story.status()).isEqualTo(SENT);

        story.posted(0, PAYMENT, CONFIRMED).posted(0, CHARGE, CONFIRMED);
        assertThat(story.status()).isEqualTo(SENT);

        story.posted(1, CHARGE, NOT_REQUIRED);
        assertThat(story.status()).isEqualTo(COMPLETED);
        assertThat(story.causes()).isEmpty();
    }

    @Test
    void each_bad_outcome_opens_its_code_and_a_later_confirmation_heals_it() {
        assertOpensAndHeals(PAYMENT, REJECTED, null, "posting-rejected");
        assertOpensAndHeals(PAYMENT, UNCONFIRMED, null, "posting-unconfirmed");
        assertOpensAndHeals(PAYMENT, WAITING, null, "posting-review");
        assertOpensAndHeals(CHARGE, REJECTED, null, "charge-rejected");
        assertOpensAndHeals(CHARGE, UNCONFIRMED, null, "charge-unconfirmed");
        assertOpensAndHeals(CHARGE, WAITING, null, "posting-review");
        assertOpensAndHeals(PAYMENT, REJECTED, "patient-unknown", "patient-unknown");
        assertOpensAndHeals(PAYMENT, REJECTED, "payment-type-unknown", "payment-type-unknown");
        assertOpensAndHeals(PAYMENT, REJECTED, "ambiguous-payment-type", "ambiguous-payment-type");
        assertOpensAndHeals(PAYMENT, REJECTED, "some words of the partner", "posting-rejected");
    }

    private static void assertOpensAndHeals(Purpose purpose, Posting.Outcome outcome, String reason, String code) {
        var story = Story.requested().posted(0, purpose, outcome, reason);
        assertThat(story.codes()).containsExactly(code);

        story.posted(0, purpose, CONFIRMED);

        assertThat(story.causes()).isEmpty();
    }

    @Test
    void what_is_confirmed_stays_so() {
        var story = Story.requested().posted(0, PAYMENT, CONFIRMED).posted(0, PAYMENT, ACCEPTED);

        assertThat(story.ruling()).isInstanceOf(Ruling.Ignored.class);
        assertThat(story.payment().claims().getFirst().postings().of(PAYMENT).outcome())
                .isEqualTo(CONFIRMED);
    }

    @Test
    void outcomes_of_another_issuance_change_nothing() {
        var story =
                Story.requested().tell(it -> Reports.posted(it, 0, 2, PAYMENT, new Posting(REJECTED, null, 0, null)));

        assertThat(story.ruling()).isEqualTo(new Ruling.Ignored<Payment>("another issuance"));
    }

    @Test
    void a_payment_without_claims_completes_with_nothing_to_post() {
        var story = Story.of(payment(it -> it)).tell(Payment::start);

        assertThat(story.steps()).containsExactly(LOADING, COMPLETED);
        assertThat(story.commands()).isEmpty();
    }

    @Test
    void a_cashed_check_of_this_payment_settles_it_whole_and_once() {
        var story = Story.started().tell(it -> Issuances.cashed(it, 1, "another"));
        assertThat(story.payment().balance().available()).isEqualTo(30_000);

        story.tell(it -> Issuances.cashed(it, 1, Story.CHECK));
        assertThat(story.payment().balance().available()).isZero();
        assertThat(story.status()).isEqualTo(REMITTANCE_REQUESTED);

        story.tell(it -> Issuances.cashed(it, 1, Story.CHECK));
        assertThat(story.ruling()).isInstanceOf(Ruling.Ignored.class);
        assertThat(story.payment().balance().settled()).isEqualTo(30_000);
    }

    @Test
    void what_is_asked_about_a_check_after_the_final_answer_settles_the_payment_and_moves_nothing_else() {
        var story = Story.requested();

        story.answered(0, "F1");
        assertThat(story.ruling()).isEqualTo(new Ruling.Ignored<Payment>("answered so before"));
        story.failed(0, ExceptionCode.CLAIM_STATUS_OVERDUE);
        assertThat(story.ruling()).isEqualTo(new Ruling.Ignored<Payment>("final before"));
        story.tell(it -> Issuances.cashed(it, 1, Story.CHECK));

        assertThat(story.payment().balance().available()).isZero();
        assertThat(story.status()).isEqualTo(REQUESTED);
        assertThat(story.causes()).isEmpty();
    }

    @Test
    void a_void_stops_what_was_asked_and_fences_what_was_posted() {
        var story = Story.requested().tell(it -> Issuances.voided(it, 1));

        assertThat(story.status()).isEqualTo(VOIDED);
        assertThat(story.payment().balance().available()).isZero();
        assertThat(story.commands())
                .endsWith("CancelClaimStatus 0/1", "CancelClaimStatus 1/1", "Reverse 0/1", "Reverse 1/1");
    }

    @Test
    void a_void_needs_a_voidable_status_and_something_to_void() {
        assertThat(Story.of(payment(it -> it, claim(0, true)))
                        .tell(it -> Issuances.voided(it, 1))
                        .ruling())
                .isEqualTo(new Ruling.Refused<Payment>("status-not-voidable"));
        assertThat(Story.started()
                        .tell(it -> Issuances.settled(it, 1))
                        .tell(it -> Issuances.voided(it, 1))
                        .ruling())
                .isEqualTo(new Ruling.Refused<Payment>("no-available-balance"));
    }

    @Test
    void advancing_again_changes_nothing() {
        for (var story :
                List.of(Story.started(), Story.requested(), Story.requested().tell(it -> Issuances.voided(it, 1)))) {
            var again = Saga.advance(story.payment());

            assertThat(again.payment()).isEqualTo(story.payment());
            assertThat(again.steps()).isEmpty();
            assertThat(again.commands()).isEmpty();
        }
    }
}
