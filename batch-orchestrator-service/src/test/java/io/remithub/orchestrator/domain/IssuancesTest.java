package io.remithub.orchestrator.domain;

import static io.remithub.orchestrator.domain.PaymentStatus.COMPLETED;
import static io.remithub.orchestrator.domain.PaymentStatus.DISTRIBUTION_ASSIGNED;
import static io.remithub.orchestrator.domain.PaymentStatus.DOCUMENTS_DISTRIBUTING;
import static io.remithub.orchestrator.domain.PaymentStatus.DOCUMENTS_GENERATING;
import static io.remithub.orchestrator.domain.PaymentStatus.LOADING;
import static io.remithub.orchestrator.domain.PaymentStatus.REISSUING;
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
import static io.remithub.orchestrator.domain.Purpose.CHARGE_ADJUSTMENT;
import static io.remithub.orchestrator.domain.Purpose.PAYMENT;
import static io.remithub.orchestrator.domain.Purpose.REVERSAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.orchestrator.domain.Ruling.Refused;
import io.remithub.schemas.ExceptionCode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class IssuancesTest {

    private static final Set<PaymentStatus> THE_NINE = EnumSet.of(
            LOADING,
            DOCUMENTS_GENERATING,
            REMITTANCE_REQUESTED,
            DOCUMENTS_DISTRIBUTING,
            DISTRIBUTION_ASSIGNED,
            COMPLETED,
            REQUESTED,
            SENT,
            REISSUING);

    static Stream<Arguments> every_status_with_and_without_balance() {
        return Arrays.stream(PaymentStatus.values())
                .flatMap(status -> Stream.of(Arguments.of(status, 0L), Arguments.of(status, 15_000L)));
    }

    @ParameterizedTest
    @MethodSource("every_status_with_and_without_balance")
    void exactly_the_nine_with_balance_void(PaymentStatus status, long available) {
        var payment = standing(status, available);

        var ruling = Issuances.voided(payment, 1);

        if (!THE_NINE.contains(status)) {
            assertThat(ruling).isEqualTo(new Refused<Payment>("status-not-voidable"));
        } else if (available == 0) {
            assertThat(ruling).isEqualTo(new Refused<Payment>("no-available-balance"));
        } else {
            assertThat(ruling).isInstanceOfSatisfying(Ruling.Taken.class, taken -> {
                var now = (Payment) taken.now();
                assertThat(now.status()).isEqualTo(VOIDED);
                assertThat(now.balance().available()).isZero();
            });
        }
    }

    @ParameterizedTest
    @MethodSource("every_status_with_and_without_balance")
    void only_what_is_voided_now_is_issued_again(PaymentStatus status, long available) {
        var ruling = Issuances.reissued(standing(status, available), 2, null);

        if (status == VOIDED) {
            assertThat(ruling).isInstanceOf(Ruling.Taken.class);
        } else {
            assertThat(ruling).isEqualTo(new Refused<Payment>("not-voided"));
        }
    }

    private static Payment standing(PaymentStatus status, long available) {
        var payment = Story.payment(it -> it, Story.claim(0, true));
        return new Payment(
                payment.terms(),
                status,
                payment.hold(),
                1,
                new Balance(15_000, 15_000 - available, 0),
                payment.claims(),
                List.of(),
                false,
                false,
                null,
                null);
    }

    @Test
    void a_void_is_reissued_once_and_everything_goes_the_whole_way_again() {
        var story = Story.requested().voided(1).undone(0, 1).undone(1, 1);
        assertThat(story.status()).isEqualTo(VOIDED);
        int before = story.commands().size();

        story.reissued(2);

        assertThat(story.status()).isEqualTo(REMITTANCE_REQUESTED);
        assertThat(story.steps()).endsWith(LOADING, REMITTANCE_REQUESTED);
        assertThat(story.payment().issuance()).isEqualTo(2);
        assertThat(story.payment().balance().available()).isEqualTo(30_000);
        assertThat(story.commands().subList(before, story.commands().size()))
                .containsExactly("AskClaimStatus 0/2", "AskClaimStatus 1/2");
        assertThat(story.reissued(3).ruling()).isEqualTo(new Refused<Payment>("not-voided"));

        story.issuance(2).answered(0, "F1").answered(1, "F1");
        assertThat(story.commands()).endsWith("RequestPosting 0/2", "RequestPosting 1/2");
        for (int claim = 0; claim < 2; claim++) {
            story.posted(claim, PAYMENT, CONFIRMED).posted(claim, CHARGE, CONFIRMED);
        }
        assertThat(story.status()).isEqualTo(COMPLETED);
    }

    @Test
    void a_reissue_counts_its_issuance() {
        assertThat(Story.requested().voided(1).reissued(3).ruling()).isEqualTo(new Refused<Payment>("not-voided"));
    }

    @Test
    void a_reissue_may_name_another_payee() {
        var story = Story.started().voided(1).tell(it -> Issuances.reissued(it, 2, "another"));

        assertThat(story.payment().terms().payeeKey()).isEqualTo("another");
    }

    @Test
    void what_was_never_asked_for_is_loaded_again_at_once() {
        assertThat(Story.started().voided(1).reissued(2).status()).isEqualTo(REMITTANCE_REQUESTED);
    }

    @Test
    void it_is_reissuing_until_all_of_the_earlier_issuance_is_confirmed_undone() {
        var story = Story.requested().posted(0, PAYMENT, CONFIRMED).posted(0, CHARGE, CONFIRMED);
        story.voided(1).reissued(2);
        assertThat(story.status()).isEqualTo(REISSUING);

        story.posted(0, REVERSAL, ACCEPTED).posted(0, CHARGE_ADJUSTMENT, CONFIRMED);
        assertThat(story.undone(1, 1).status()).isEqualTo(REISSUING);

        story.posted(0, REVERSAL, CONFIRMED);
        assertThat(story.status()).isEqualTo(REMITTANCE_REQUESTED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"REVERSAL", "CHARGE_ADJUSTMENT"})
    void it_is_reissuing_while_the_partner_disputes_what_is_confirmed_undone(Purpose purpose) {
        for (var disputed : List.of(
                new Posting(CONFIRMED, "HUB:2", -15_000, "ledger-differs", Posting.Place.UNKNOWN, 0L),
                new Posting(CONFIRMED, "HUB:2", -15_000, "partner-disagrees"))) {
            for (var action : List.of(Action.RETRY, Action.CONFIRM)) {
                var story = Story.requested().posted(0, PAYMENT, CONFIRMED).posted(0, CHARGE, CONFIRMED);
                story.voided(1).undone(0, 1).undone(1, 1).tell(it -> Reports.posted(it, 0, 1, purpose, disputed));

                story.reissued(2);
                assertThat(story.status()).isEqualTo(REISSUING);
                assertThat(story.causes()).singleElement().satisfies(cause -> {
                    assertThat(cause.code()).isEqualTo(ExceptionCode.LEDGER_DIFFERS);
                    assertThat(cause.nextAction()).contains("confirm that it is undone");
                });

                story.resolve(action);
                assertThat(story.commands()).endsWith("ResolvePosting 0/1");
                assertThat(story.status()).isEqualTo(REISSUING);
                assertThat(story.undone(0, 1).status()).isEqualTo(REMITTANCE_REQUESTED);
            }
        }
    }

    @Test
    void whoever_is_told_that_what_a_person_undid_is_there_again_looks_for_that_before_they_undo_it_once_more() {
        var story = Story.requested().posted(0, PAYMENT, CONFIRMED).voided(1).undone(0, 1);
        var back = new Posting(CONFIRMED, null, -15_000, "ledger-differs", Posting.Place.UNKNOWN, 15_000L);

        story.tell(it -> Reports.posted(it, 0, 1, REVERSAL, back));

        assertThat(story.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.expected()).isEqualTo(cause.actual()).isEqualTo(-15_000);
            assertThat(cause.nextAction()).contains("a debit made by hand, still stands", "confirm that it is undone");
        });
    }

    @Test
    void what_is_issued_again_is_not_posted_while_the_partner_disputes_what_was_confirmed_undone() {
        var story = Story.requested().posted(0, PAYMENT, CONFIRMED).posted(0, CHARGE, CONFIRMED);
        story.voided(1).undone(0, 1).undone(1, 1).reissued(2);
        assertThat(story.status()).isEqualTo(REMITTANCE_REQUESTED);
        var gone = new Posting(CONFIRMED, "HUB:2", -15_000, "ledger-differs", Posting.Place.UNKNOWN, 0L);
        story.tell(it -> Reports.posted(it, 0, 1, REVERSAL, gone));

        story.issuance(2).answered(0, "F1").answered(1, "F1");

        assertThat(story.status()).isEqualTo(DISTRIBUTION_ASSIGNED);
        assertThat(story.codes()).containsExactly("ledger-differs");
        assertThat(story.commands()).doesNotContain("RequestPosting 0/2", "RequestPosting 1/2");
        assertThat(story.resolve(Action.RETRY).status()).isEqualTo(DISTRIBUTION_ASSIGNED);

        assertThat(story.undone(0, 1).status()).isEqualTo(REQUESTED);
        assertThat(story.commands()).endsWith("RequestPosting 0/2", "RequestPosting 1/2");
    }

    @Test
    void a_partial_posting_is_undone_exactly() {
        var story = Story.requested()
                .posted(0, PAYMENT, CONFIRMED)
                .posted(0, CHARGE, NOT_REQUIRED)
                .posted(1, PAYMENT, REJECTED)
                .voided(1);
        assertThat(story.commands()).endsWith("Reverse 0/1", "Reverse 1/1");
        assertThat(story.causes()).isEmpty();

        story.reissued(2)
                .posted(1, REVERSAL, NOT_REQUIRED)
                .posted(1, CHARGE_ADJUSTMENT, NOT_REQUIRED)
                .posted(0, CHARGE_ADJUSTMENT, NOT_REQUIRED);
        assertThat(story.status()).isEqualTo(REISSUING);

        assertThat(story.posted(0, REVERSAL, CONFIRMED).status()).isEqualTo(REMITTANCE_REQUESTED);
    }

    @Test
    void a_payment_is_voided_while_reissuing_and_issued_a_third_time_when_all_is_undone() {
        var story = Story.requested().voided(1).reissued(2);
        assertThat(story.status()).isEqualTo(REISSUING);
        var asked = story.commands().size();

        story.voided(2);
        assertThat(story.status()).isEqualTo(VOIDED);
        assertThat(story.commands()).hasSize(asked);

        story.reissued(3).undone(0, 1).undone(1, 1);
        assertThat(story.status()).isEqualTo(REMITTANCE_REQUESTED);
        assertThat(story.commands()).endsWith("AskClaimStatus 0/3", "AskClaimStatus 1/3");
    }

    @Test
    void what_comes_late_of_the_earlier_issuance_is_told_to_that_one() {
        var story = Story.requested().voided(1).posted(0, PAYMENT, CONFIRMED);
        story.undone(0, 1).undone(1, 1).reissued(2);
        var asked = story.payment();

        story.posted(1, PAYMENT, CONFIRMED);

        assertThat(story.payment().claims()).isEqualTo(asked.claims());
        assertThat(story.payment().undoing().getLast().postings().of(PAYMENT)).isNotNull();
        assertThat(story.answered(0, "F1").ruling()).isEqualTo(new Ruling.Ignored<Payment>("another issuance"));
    }

    @Test
    void what_was_posted_is_undone_though_it_was_not_known_to_be_asked_for_when_it_was_voided() {
        var late = Story.started().voided(1);
        assertThat(late.commands()).noneMatch(it -> it.startsWith("Reverse"));
        late.posted(0, PAYMENT, CONFIRMED);
        var early = Story.started().posted(0, PAYMENT, CONFIRMED).voided(1);

        for (var story : List.of(late, early)) {
            assertThat(story.commands()).endsWith("Reverse 0/1");
            int asked = story.commands().size();
            story.posted(0, CHARGE, CONFIRMED);
            assertThat(story.commands()).hasSize(asked);
            assertThat(story.payment().claims())
                    .allSatisfy(claim -> assertThat(claim.postings()).isEqualTo(Postings.NONE));

            assertThat(story.reissued(2).status()).isEqualTo(REISSUING);
            assertThat(story.undone(0, 1).status()).isEqualTo(REMITTANCE_REQUESTED);
        }
    }

    @Test
    void what_comes_to_light_of_an_earlier_issuance_is_undone_before_the_present_one_is_posted() {
        var story = Story.started().voided(1).reissued(2);
        assertThat(story.status()).isEqualTo(REMITTANCE_REQUESTED);

        story.posted(0, PAYMENT, CONFIRMED).posted(0, CHARGE, NOT_REQUIRED);
        assertThat(story.commands()).endsWith("Reverse 0/1").containsOnlyOnce("Reverse 0/1");
        story.issuance(2).answered(0, "F1").answered(1, "F1");
        assertThat(story.status()).isEqualTo(DISTRIBUTION_ASSIGNED);

        assertThat(story.undone(0, 1).status()).isEqualTo(REQUESTED);
        assertThat(story.posted(0, PAYMENT, CONFIRMED)
                        .payment()
                        .claims()
                        .getFirst()
                        .postings()
                        .of(PAYMENT))
                .isNotNull();
    }

    @Test
    void nothing_is_said_of_an_issuance_that_is_not_there_yet() {
        assertThat(Story.requested().issuance(2).posted(0, PAYMENT, CONFIRMED).ruling())
                .isEqualTo(new Ruling.Ignored<Payment>("another issuance"));
    }

    @Test
    void a_void_of_an_issuance_that_is_gone_is_refused() {
        assertThat(Story.started().voided(1).reissued(2).voided(1).ruling())
                .isEqualTo(new Refused<Payment>("status-not-voidable"));
    }

    @Test
    void what_stands_in_the_way_of_undoing_is_an_exception_while_voided_and_while_reissuing() {
        for (var story :
                List.of(Story.requested().voided(1), Story.requested().voided(1).reissued(2))) {
            story.posted(0, REVERSAL, REJECTED);
            assertThat(story.codes()).containsExactly("posting-rejected");
            story.posted(1, CHARGE_ADJUSTMENT, UNCONFIRMED);
            assertThat(story.codes()).containsExactly("posting-rejected", "charge-unconfirmed");

            story.resolve(Action.RETRY);
            assertThat(story.commands()).endsWith("ResolvePosting 0/1", "ResolvePosting 1/1");
            assertThat(story.causes()).isEmpty();

            story.undone(0, 1).undone(1, 1);
            assertThat(story.causes()).isEmpty();
        }
    }

    @Test
    void nobody_lets_what_was_posted_stand_and_be_posted_again() {
        var story = Story.requested().posted(0, PAYMENT, CONFIRMED).voided(1).reissued(2);
        story.undone(1, 1).posted(0, CHARGE_ADJUSTMENT, NOT_REQUIRED).posted(0, REVERSAL, REJECTED);
        var cause = story.causes().getFirst();

        assertThat(Resolutions.allowed(cause)).containsExactly(Action.RETRY, Action.CONFIRM);
        assertThat(cause.nextAction()).contains("undo it in the ledger by hand, then confirm");
        assertThat(story.resolve(Action.CANCEL).ruling()).isEqualTo(new Refused<Payment>("action-not-allowed"));

        story.resolve(Action.CONFIRM);
        assertThat(story.commands()).endsWith("ResolvePosting 0/1");
        assertThat(story.status()).isEqualTo(REISSUING);
        assertThat(story.posted(0, REVERSAL, CONFIRMED).status()).isEqualTo(REMITTANCE_REQUESTED);
    }

    @Test
    void what_was_on_its_way_when_it_was_voided_is_confirmed_to_be_undone_and_what_undoes_it_when_it_was() {
        for (var charge : List.of(false, true)) {
            var story = Story.requested().voided(1).posted(0, charge ? CHARGE : PAYMENT, UNCONFIRMED);
            assertThat(story.causes()).singleElement().satisfies(cause -> {
                assertThat(cause.undoing()).isTrue();
                assertThat(cause.nextAction()).contains("on its way when the payment was voided", "not by hand");
            });

            story.posted(0, charge ? CHARGE : PAYMENT, CONFIRMED)
                    .posted(0, charge ? CHARGE_ADJUSTMENT : REVERSAL, UNCONFIRMED);
            assertThat(story.causes()).singleElement().satisfies(cause -> {
                assertThat(cause.undoing()).isTrue();
                assertThat(cause.nextAction())
                        .contains("what undoes the posting, and not the posting", "undone by hand");
            });
        }
    }

    @Test
    void what_undoes_a_posting_under_review_is_approved_or_entered_by_hand_and_not_cancelled() {
        var story = Story.requested().posted(0, PAYMENT, CONFIRMED).voided(1).posted(0, REVERSAL, WAITING);
        var cause = story.causes().getFirst();

        assertThat(Resolutions.allowed(cause)).containsExactly(Action.APPROVE, Action.CONFIRM);
        assertThat(cause.nextAction()).contains("undo it in the ledger by hand, then confirm");
        assertThat(story.resolve(Action.CANCEL).ruling()).isEqualTo(new Refused<Payment>("action-not-allowed"));
        assertThat(story.resolve(Action.APPROVE).commands()).endsWith("ResolvePosting 0/1");

        story.posted(0, REVERSAL, WAITING).resolve(Action.CONFIRM);
        assertThat(story.asked()).last().isInstanceOfSatisfying(Command.ResolvePosting.class, asked -> {
            assertThat(asked.purpose()).isEqualTo(REVERSAL);
            assertThat(asked.decided()).isEqualTo(new Postings.Decided(Action.CONFIRM, 15_000));
        });
    }

    @Test
    void what_was_dropped_and_is_there_after_all_is_undone_and_what_stands_in_the_way_of_that_is_an_exception() {
        var story = Story.requested().posted(0, PAYMENT, REJECTED).voided(1).posted(0, PAYMENT, NOT_REQUIRED);
        story.posted(0, REVERSAL, NOT_REQUIRED);

        story.posted(0, PAYMENT, CONFIRMED).posted(0, REVERSAL, REJECTED);
        assertThat(story.codes()).containsExactly("posting-rejected");

        assertThat(story.posted(0, REVERSAL, CONFIRMED).causes()).isEmpty();
    }

    @Test
    void what_hinders_a_late_undoing_is_an_exception_wherever_the_reissue_stands() {
        var story = Story.requested().posted(0, PAYMENT, REJECTED).voided(1).posted(0, PAYMENT, NOT_REQUIRED);
        story.posted(0, REVERSAL, NOT_REQUIRED).posted(0, CHARGE_ADJUSTMENT, NOT_REQUIRED);
        story.posted(1, REVERSAL, NOT_REQUIRED).posted(1, CHARGE_ADJUSTMENT, NOT_REQUIRED);
        story.reissued(2);
        late(story, 0);

        story.issuance(2).answered(0, "F1").answered(1, "F1");
        for (int claim = 0; claim < 2; claim++) {
            story.posted(claim, PAYMENT, CONFIRMED).posted(claim, CHARGE, CONFIRMED);
        }
        assertThat(story.status()).isEqualTo(COMPLETED);
        late(story.issuance(1), 1);
    }

    private static void late(Story story, int claim) {
        var status = story.status();
        story.posted(claim, PAYMENT, CONFIRMED).posted(claim, REVERSAL, REJECTED);
        assertThat(story.codes()).containsExactly("posting-rejected");
        assertThat(Resolutions.allowed(story.causes().getFirst())).containsExactly(Action.RETRY, Action.CONFIRM);

        story.resolve(Action.RETRY);

        assertThat(story.commands()).endsWith("ResolvePosting %d/1".formatted(claim));
        assertThat(story.posted(claim, REVERSAL, CONFIRMED).causes()).isEmpty();
        assertThat(story.status()).isEqualTo(status);
    }

    @Test
    void the_fence_drops_what_waits_and_waits_for_what_may_have_been_posted() {
        var story = Story.requested().posted(0, PAYMENT, WAITING).posted(1, PAYMENT, UNCONFIRMED);
        assertThat(story.codes()).containsExactly("posting-review", "posting-unconfirmed");

        story.voided(1);

        assertThat(story.codes()).containsExactly("posting-unconfirmed");
        assertThat(story.posted(1, PAYMENT, CONFIRMED).causes()).isEmpty();
    }

    @Test
    void a_zero_pay_has_nothing_to_void() {
        var zero = Story.payment(it -> it);

        assertThat(Story.of(zero).started_().voided(1).ruling())
                .isEqualTo(new Refused<Payment>("no-available-balance"));
    }

    @Test
    void nothing_is_drawn_of_what_was_voided_and_all_of_what_is_issued_again() {
        var story = Story.started().voided(1);
        assertThat(story.tell(it -> Issuances.settled(it, 1)).ruling())
                .isEqualTo(new Refused<Payment>("status-not-settleable"));

        story.reissued(2).tell(it -> Issuances.settled(it, 2));

        assertThat(story.payment().balance()).isEqualTo(new Balance(30_000, 30_000, 0));
    }
}
