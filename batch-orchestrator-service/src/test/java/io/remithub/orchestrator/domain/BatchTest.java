package io.remithub.orchestrator.domain;

import static io.remithub.orchestrator.domain.Story.claim;
import static io.remithub.orchestrator.domain.Story.payment;
import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.orchestrator.domain.Policy.BalancePolicy;
import io.remithub.orchestrator.domain.Policy.PostWhen;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchTest {

    private static final Policy HOLDING = holdingFor(null);

    @Test
    void starting_issues_directly_or_holds_as_the_account_says() {
        assertThat(taken(aBatch(Story.policy()).start()).status()).isEqualTo(BatchStatus.PROCESSING);
        assertThat(taken(aBatch(HOLDING).start()).status()).isEqualTo(BatchStatus.HELD);
    }

    @Test
    void starting_or_releasing_again_does_nothing() {
        var held = taken(aBatch(HOLDING).start());
        assertThat(held.start()).isInstanceOf(Ruling.Ignored.class);
        assertThat(taken(held.release()).release()).isInstanceOf(Ruling.Ignored.class);
    }

    @Test
    void a_batch_that_was_never_started_cannot_be_released() {
        assertThat(aBatch(HOLDING).release()).isEqualTo(new Ruling.Refused<Batch>("not-started"));
    }

    @Test
    void a_cancelled_batch_is_neither_started_nor_released_and_a_processing_one_not_cancelled() {
        var cancelled = taken(aBatch(HOLDING).cancel());
        assertThat(cancelled.start()).isEqualTo(new Ruling.Refused<Batch>("batch-cancelled"));
        assertThat(cancelled.release()).isEqualTo(new Ruling.Refused<Batch>("batch-cancelled"));
        assertThat(taken(aBatch(Story.policy()).start()).cancel())
                .isEqualTo(new Ruling.Refused<Batch>("status-not-cancellable"));
    }

    @Test
    void the_first_partial_release_makes_it_processing_and_the_rest_stays_held() {
        var partly = taken(taken(aBatch(HOLDING).start()).releasePartly());

        assertThat(partly.status()).isEqualTo(BatchStatus.PROCESSING);
        assertThat(partly.yetToFollow()).containsExactly(PaymentStatus.CREATED);
        assertThat(taken(partly.release()).yetToFollow()).isEqualTo(PaymentStatus.waiting());
    }

    @Test
    void payments_follow_their_batch_wherever_they_stand() {
        var created = payment(it -> Story.with(it, HOLDING, List.of()), claim(0, true));
        var started = taken(aBatch(HOLDING).start());

        var held = Saga.advance(taken(started.lead(created))).payment();
        assertThat(held.status()).isEqualTo(PaymentStatus.HELD);
        assertThat(started.lead(held)).isInstanceOf(Ruling.Ignored.class);

        var released = taken(started.release());
        assertThat(Saga.advance(taken(released.lead(held))).payment().status())
                .isEqualTo(PaymentStatus.REMITTANCE_REQUESTED);
        assertThat(Saga.advance(taken(released.lead(created))).payment().status())
                .isEqualTo(PaymentStatus.REMITTANCE_REQUESTED);
        assertThat(taken(taken(started.cancel()).lead(held)).status()).isEqualTo(PaymentStatus.CANCELLED);
    }

    @Test
    void a_payment_of_a_held_batch_is_held_whatever_its_account_said_when_it_came() {
        var created = payment(it -> it, claim(0, true));
        var started = taken(aBatch(HOLDING).start());

        var held = Saga.advance(taken(started.lead(created))).payment();

        assertThat(held.status()).isEqualTo(PaymentStatus.HELD);
        assertThat(held.holdReasons()).containsExactly("account-hold");
        assertThat(taken(taken(started.cancel()).lead(held)).status()).isEqualTo(PaymentStatus.CANCELLED);
        assertThat(Saga.advance(taken(taken(started.release()).lead(held)))
                        .payment()
                        .status())
                .isEqualTo(PaymentStatus.REMITTANCE_REQUESTED);
    }

    @Test
    void what_a_batch_holds_is_held_as_long_as_the_account_said_then_unless_it_came_with_a_time_of_its_own() {
        var started = taken(aBatch(holdingFor(60L)).start());
        var created = payment(it -> it, claim(0, true));
        var withItsOwn = payment(it -> Story.with(it, holdingFor(5L), List.of()), claim(0, true));

        assertThat(taken(started.lead(created)).terms().policy().heldSlaSeconds())
                .isEqualTo(60);
        assertThat(taken(started.lead(withItsOwn)).terms().policy().heldSlaSeconds())
                .isEqualTo(5);
    }

    @Test
    void a_payment_that_came_while_its_account_held_is_held_in_a_batch_that_goes_on() {
        var created = payment(it -> Story.with(it, HOLDING, List.of()), claim(0, true));
        var started = taken(aBatch(Story.policy()).start());

        var held = Saga.advance(taken(started.lead(created))).payment();

        assertThat(held.holdReasons()).containsExactly("account-hold");
        assertThat(Saga.advance(taken(taken(started.release()).lead(held)))
                        .payment()
                        .status())
                .isEqualTo(PaymentStatus.REMITTANCE_REQUESTED);
    }

    @Test
    void totals_and_counts_are_folded_from_what_changes() {
        var delta = new BatchDelta();
        delta.count(PaymentStatus.CREATED, 100, 1);
        delta.count(PaymentStatus.CREATED, 50, 1);
        delta.count(PaymentStatus.CREATED, -50, -1);
        delta.count(PaymentStatus.LOADING, 50, 1);

        var batch = aBatch(Story.policy()).fold(delta);

        assertThat(batch.current()).isEqualTo(new Totals(150, 2));
        assertThat(batch.payments()).isEqualTo(Map.of(PaymentStatus.CREATED, 1L, PaymentStatus.LOADING, 1L));
    }

    @Test
    void it_ends_with_the_last_of_its_payments() {
        var two = new BatchDelta();
        for (int i = 0; i < 2; i++) {
            two.count(PaymentStatus.SENT, 10, 1);
        }
        var processing = taken(aBatch(Story.policy()).start()).fold(two);
        var one = processing.fold(moved(PaymentStatus.COMPLETED));

        assertThat(one.status()).isEqualTo(BatchStatus.PROCESSING);
        assertThat(one.fold(moved(PaymentStatus.COMPLETED)).status()).isEqualTo(BatchStatus.COMPLETED);
        assertThat(one.fold(moved(PaymentStatus.VOIDED)).status()).isEqualTo(BatchStatus.COMPLETED_WITH_ERRORS);
        assertThat(processing
                        .fold(moved(PaymentStatus.FAILED))
                        .fold(moved(PaymentStatus.FAILED))
                        .status())
                .isEqualTo(BatchStatus.FAILED);
    }

    @Test
    void a_removed_payment_leaves_totals_and_counts_and_is_no_error() {
        var kept = payment(it -> it, claim(0, true));
        var removed = taken(kept.remove());
        var delta = new BatchDelta();
        delta.changed(null, kept);
        delta.changed(null, kept);
        delta.changed(kept, removed);

        var batch = aBatch(Story.policy()).fold(delta);

        assertThat(batch.current()).isEqualTo(new Totals(15_000, 1));
        assertThat(batch.payments()).isEqualTo(Map.of(PaymentStatus.CREATED, 1L));
        var last = new BatchDelta();
        last.count(PaymentStatus.CREATED, -15_000, -1);
        last.count(PaymentStatus.COMPLETED, 15_000, 1);
        assertThat(taken(batch.start()).fold(last).status()).isEqualTo(BatchStatus.COMPLETED);
    }

    @Test
    void a_batch_that_lost_all_its_payments_has_nothing_left_to_do() {
        var held = payment(it -> it, claim(0, true));
        var in = new BatchDelta();
        in.changed(null, held);
        var out = new BatchDelta();
        out.changed(held, taken(held.remove()));

        var processing = taken(aBatch(Story.policy()).start()).fold(in);

        assertThat(processing.status()).isEqualTo(BatchStatus.PROCESSING);
        assertThat(processing.fold(out).status()).isEqualTo(BatchStatus.COMPLETED);
    }

    @Test
    void unequal_control_totals_are_noted_when_it_is_started_and_when_it_is_released() {
        var created = aBatch(HOLDING);
        var held = taken(created.start());
        var released = taken(held.release());

        assertThat(move(created, held).reasonCode()).isEqualTo("control-totals-mismatch");
        assertThat(move(held, held).reasonCode()).isEqualTo("account-hold");
        assertThat(move(held, released).reasonCode()).isEqualTo("control-totals-mismatch");
        assertThat(move(released, released).reasonCode()).isNull();
        assertThat(move(held, taken(held.cancel())).reasonCode()).isNull();
    }

    private static BatchMove move(Batch before, Batch after) {
        return new BatchMove(before, after, false, true, List.of(), new Trigger(Actor.PAYER, "event", null, Story.NOW));
    }

    private static BatchDelta moved(PaymentStatus to) {
        var delta = new BatchDelta();
        delta.count(PaymentStatus.SENT, -10, -1);
        delta.count(to, 10, 1);
        return delta;
    }

    private static Batch aBatch(Policy policy) {
        return Batch.open(
                new BatchTerms("tenant", "batch", "request", new BatchTerms.Account("ACCT1", "SUBACCT1"), policy),
                new Totals(150, 2));
    }

    private static <T> T taken(Ruling<T> ruling) {
        assertThat(ruling).isInstanceOf(Ruling.Taken.class);
        return ((Ruling.Taken<T>) ruling).now();
    }

    private static Policy holdingFor(Long slaSeconds) {
        return new Policy(true, BalancePolicy.WARN, PostWhen.CLAIM_FINAL, "AUTO", List.of(), slaSeconds, false);
    }
}
