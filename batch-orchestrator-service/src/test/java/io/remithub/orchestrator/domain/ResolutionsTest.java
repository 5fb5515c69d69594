package io.remithub.orchestrator.domain;

import static io.remithub.orchestrator.domain.PaymentStatus.COMPLETED;
import static io.remithub.orchestrator.domain.PaymentStatus.FAILED;
import static io.remithub.orchestrator.domain.PaymentStatus.LOADING;
import static io.remithub.orchestrator.domain.PaymentStatus.REMITTANCE_REQUESTED;
import static io.remithub.orchestrator.domain.PaymentStatus.REQUESTED;
import static io.remithub.orchestrator.domain.Posting.Outcome.CONFIRMED;
import static io.remithub.orchestrator.domain.Posting.Outcome.NOT_REQUIRED;
import static io.remithub.orchestrator.domain.Posting.Outcome.REJECTED;
import static io.remithub.orchestrator.domain.Posting.Outcome.UNCONFIRMED;
import static io.remithub.orchestrator.domain.Posting.Outcome.WAITING;
import static io.remithub.orchestrator.domain.Purpose.CHARGE;
import static io.remithub.orchestrator.domain.Purpose.CHARGE_ADJUSTMENT;
import static io.remithub.orchestrator.domain.Purpose.PAYMENT;
import static io.remithub.orchestrator.domain.Purpose.REVERSAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.schemas.ExceptionCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResolutionsTest {

    @Test
    void a_retry_asks_for_the_postings_that_failed_and_for_no_other() {
        var story = Story.requested()
                .posted(0, PAYMENT, CONFIRMED)
                .posted(0, CHARGE, UNCONFIRMED)
                .posted(1, PAYMENT, REJECTED)
                .posted(1, CHARGE, CONFIRMED);

        story.resolve(Action.RETRY);

        assertThat(story.commands()).endsWith("ResolvePosting 0/1", "ResolvePosting 1/1");
        assertThat(story.commands().stream().filter(it -> it.startsWith("ResolvePosting")))
                .hasSize(2);
        assertThat(story.causes()).isEmpty();
        assertThat(story.status()).isEqualTo(REQUESTED);

        story.posted(1, PAYMENT, CONFIRMED).posted(0, CHARGE, CONFIRMED);
        assertThat(story.status()).isEqualTo(COMPLETED);
    }

    @Test
    void what_fails_again_is_an_exception_again() {
        var story = Story.requested()
                .posted(0, PAYMENT, REJECTED)
                .resolve(Action.RETRY)
                .posted(0, PAYMENT, REJECTED);

        assertThat(story.codes()).containsExactly("posting-rejected");
    }

    @Test
    void a_decision_about_one_claim_or_code_leaves_what_else_stands_in_the_way() {
        var story = Story.requested()
                .posted(0, PAYMENT, REJECTED)
                .posted(0, CHARGE, REJECTED)
                .posted(1, PAYMENT, REJECTED);

        story.resolve(Action.CANCEL, new About(0, ExceptionCode.POSTING_REJECTED));
        assertThat(story.codes()).containsExactly("charge-rejected", "posting-rejected");

        story.resolve(Action.RETRY, new About(0, null));
        assertThat(story.causes()).singleElement().satisfies(cause -> assertThat(cause.claimIndex())
                .isOne());
        assertThat(story.resolve(Action.RETRY, new About(0, null)).ruling())
                .isEqualTo(new Ruling.Refused<Payment>("action-not-allowed"));
    }

    @Test
    void of_what_is_posted_otherwise_than_remitted_only_the_void_is_offered() {
        var story = Story.requested()
                .tell(it -> Reports.posted(it, 0, 1, PAYMENT, new Posting(CONFIRMED, "HUB:1", 14_999, null)))
                .posted(1, PAYMENT, CONFIRMED)
                .posted(0, CHARGE, CONFIRMED)
                .posted(1, CHARGE, CONFIRMED);

        onlyVoided(story);
    }

    @Test
    void of_a_completed_payment_whose_claims_do_not_come_to_its_amount_only_the_void_is_offered() {
        var story = Story.requested();
        for (int claim = 0; claim < 2; claim++) {
            story.posted(claim, PAYMENT, CONFIRMED).posted(claim, CHARGE, CONFIRMED);
        }
        var terms = Story.with(
                story.payment().terms(), Story.policy(), List.of(), List.of(new ProviderAdjustment("WO", 1, null)));
        var other = story.payment().with(terms);

        onlyVoided(Story.of(other));
    }

    private static void onlyVoided(Story story) {
        assertThat(story.status()).isEqualTo(COMPLETED);
        assertThat(story.causes()).hasSize(1);
        assertThat(Resolutions.allowed(story.causes().getFirst())).containsExactly(Action.VOID);
        assertThat(story.causes().getFirst().nextAction()).contains("void");
        assertThat(story.resolve(Action.CONFIRM).ruling()).isInstanceOf(Ruling.Refused.class);
        assertThat(story.resolve(Action.CANCEL).ruling()).isInstanceOf(Ruling.Refused.class);
        assertThat(story.resolve(Action.VOID).ruling()).isInstanceOf(Ruling.Taken.class);
    }

    @Test
    void findings_are_approved_together() {
        var findings = List.of(new Finding("line", 0, 1L, 2L), new Finding("line", 1, 1L, 2L));
        var story = Story.of(Story.payment(
                        it -> Story.with(it, Story.policy(), findings), Story.claim(0, true), Story.claim(1, true)))
                .started_();

        assertThat(story.resolve(Action.APPROVE, new About(0, null)).ruling()).isInstanceOf(Ruling.Refused.class);
        assertThat(story.resolve(Action.APPROVE, new About(null, ExceptionCode.OUT_OF_BALANCE))
                        .causes())
                .isEmpty();
    }

    @Test
    void findings_are_cancelled_together_the_sum_too() {
        var findings = List.of(new Finding("transaction-out-of-balance", null, 1L, 2L), new Finding("line", 0, 1L, 2L));
        var story = Story.of(Story.payment(it -> Story.with(it, Story.policy(), findings), Story.claim(0, true)))
                .started_();

        assertThat(story.resolve(Action.CANCEL, new About(0, null)).ruling()).isInstanceOf(Ruling.Refused.class);
        assertThat(story.status()).isEqualTo(LOADING);
        assertThat(story.resolve(Action.CANCEL, new About(null, ExceptionCode.OUT_OF_BALANCE))
                        .status())
                .isEqualTo(FAILED);
    }

    @Test
    void one_confirmation_vouches_for_a_posting_or_for_an_undoing_and_not_for_both() {
        var story = Story.requested().posted(0, PAYMENT, REJECTED).voided(1).posted(0, PAYMENT, NOT_REQUIRED);
        for (int claim = 0; claim < 2; claim++) {
            story.posted(claim, REVERSAL, NOT_REQUIRED).posted(claim, CHARGE_ADJUSTMENT, NOT_REQUIRED);
        }
        story.reissued(2).posted(0, PAYMENT, CONFIRMED).posted(0, REVERSAL, UNCONFIRMED);
        story.issuance(2).answered(0, "F1").answered(1, "F1").posted(0, PAYMENT, UNCONFIRMED);
        int before = story.commands().size();

        assertThat(story.resolve(Action.CONFIRM, new About(0, ExceptionCode.POSTING_UNCONFIRMED))
                        .ruling())
                .isEqualTo(new Ruling.Refused<Payment>("undoing-not-named"));
        assertThat(story.commands()).hasSize(before);

        story.resolve(Action.CONFIRM, new About(0, ExceptionCode.POSTING_UNCONFIRMED, true));
        assertThat(story.commands().subList(before, story.commands().size())).containsExactly("ResolvePosting 0/1");
        assertThat(story.causes()).singleElement().satisfies(cause -> assertThat(cause.undoing())
                .isFalse());

        story.resolve(Action.CONFIRM, new About(0, ExceptionCode.POSTING_UNCONFIRMED));
        assertThat(story.commands()).endsWith("ResolvePosting 0/1", "ResolvePosting 0/2");
    }

    @Test
    void one_confirmation_vouches_for_what_was_on_its_way_or_for_what_undoes_another_and_not_for_both() {
        var story = Story.requested().posted(1, PAYMENT, CONFIRMED).voided(1);
        story.posted(0, PAYMENT, UNCONFIRMED).posted(1, REVERSAL, UNCONFIRMED);
        int before = story.commands().size();

        assertThat(story.resolve(Action.CONFIRM).ruling()).isEqualTo(new Ruling.Refused<Payment>("undoing-not-named"));

        story.resolve(Action.CONFIRM, new About(0, null)).resolve(Action.CONFIRM, new About(1, null));
        assertThat(story.commands().subList(before, story.commands().size()))
                .containsExactly("ResolvePosting 0/1", "ResolvePosting 1/1");
        assertThat(story.causes()).isEmpty();
    }

    @Test
    void a_retry_repeated_has_nothing_to_do() {
        var story = Story.requested().posted(0, PAYMENT, REJECTED).resolve(Action.RETRY);

        assertThat(story.resolve(Action.RETRY).ruling()).isEqualTo(new Ruling.Refused<Payment>("action-not-allowed"));
        assertThat(Saga.advance(story.payment()).commands()).isEmpty();
    }

    @Test
    void what_may_be_corrected_by_now_is_asked_for_again_before_it_is_retried() {
        for (var hindered : List.of(
                Story.requested().posted(0, PAYMENT, WAITING, "patient-unknown"),
                Story.requested().posted(0, PAYMENT, REJECTED),
                Story.requested()
                        .posted(0, PAYMENT, CONFIRMED)
                        .posted(1, PAYMENT, CONFIRMED)
                        .posted(0, CHARGE, REJECTED))) {
            int before = hindered.commands().size();

            hindered.resolve(Action.RETRY);

            assertThat(hindered.commands().subList(before, hindered.commands().size()))
                    .containsExactly("RequestPosting 0/1", "ResolvePosting 0/1");
            assertThat(hindered.payment().claims()).allMatch(Claim::postingAsked);
        }
    }

    @Test
    void what_may_be_posted_already_is_looked_up_and_not_asked_for_again() {
        var story = Story.requested().posted(0, PAYMENT, UNCONFIRMED);
        int before = story.commands().size();

        story.resolve(Action.RETRY);

        assertThat(story.commands().subList(before, story.commands().size())).containsExactly("ResolvePosting 0/1");
    }

    @Test
    void a_claim_that_was_rejected_or_is_overdue_is_asked_for_again() {
        for (var story : List.of(
                Story.started().answered(0, "R1").answered(1, "F1"),
                Story.started().failed(0, ExceptionCode.CLAIM_STATUS_OVERDUE).answered(1, "F1"))) {
            story.resolve(Action.RETRY);

            assertThat(story.commands())
                    .containsExactly("AskClaimStatus 0/1", "AskClaimStatus 1/1", "AskClaimStatus 0/1");
            assertThat(story.causes()).isEmpty();
            assertThat(story.status()).isEqualTo(REMITTANCE_REQUESTED);
            assertThat(story.answered(0, "F1").status()).isEqualTo(REQUESTED);
        }
    }

    @Test
    void what_waits_for_a_review_is_not_retried_and_what_waits_for_a_correction_is() {
        assertThat(Story.requested()
                        .posted(0, PAYMENT, WAITING)
                        .resolve(Action.RETRY)
                        .ruling())
                .isInstanceOf(Ruling.Refused.class);
        assertThat(Story.requested()
                        .posted(0, PAYMENT, WAITING, "patient-unknown")
                        .resolve(Action.RETRY)
                        .commands())
                .endsWith("ResolvePosting 0/1");
    }
}
