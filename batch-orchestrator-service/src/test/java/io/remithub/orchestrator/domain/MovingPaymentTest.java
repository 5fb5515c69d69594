package io.remithub.orchestrator.domain;

import static io.remithub.orchestrator.domain.Posting.Outcome.REJECTED;
import static io.remithub.orchestrator.domain.Story.claim;
import static io.remithub.orchestrator.domain.Story.payment;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MovingPaymentTest {

    private static final Trigger PAYER = new Trigger(Actor.PAYER, "event-1", null, Story.NOW);
    private static final Trigger HUB = new Trigger(Actor.HUB, "event-2", null, Story.NOW.plusSeconds(1));

    @Test
    void one_transaction_lists_every_step_with_what_made_it() {
        var moving = MovingPayment.accepted(payment(it -> it, claim(0, true)), PAYER);
        moving.take(HUB, Payment::start);

        var move = moving.end(() -> "exception").orElseThrow();

        assertThat(move.steps())
                .containsExactly(
                        new Step(PaymentStatus.CREATED, null, PAYER),
                        new Step(PaymentStatus.LOADING, null, HUB),
                        new Step(PaymentStatus.REMITTANCE_REQUESTED, null, HUB));
        assertThat(move.trigger()).isEqualTo(HUB);
        assertThat(move.exception()).isEmpty();
    }

    @Test
    void a_held_step_says_why() {
        var policy = new Policy(
                true, Policy.BalancePolicy.WARN, Policy.PostWhen.CLAIM_FINAL, "AUTO", List.of(), null, false);
        var moving = MovingPayment.accepted(payment(it -> Story.with(it, policy, List.of())), PAYER);
        moving.take(PAYER, Payment::start);

        assertThat(moving.end(() -> "exception").orElseThrow().steps().getLast().reasonCode())
                .isEqualTo("account-hold");
    }

    @Test
    void nothing_taken_is_nothing_done() {
        var moving = MovingPayment.of(Story.started().payment());
        moving.take(HUB, Payment::start);

        assertThat(moving.end(() -> "exception")).isEmpty();
    }

    @Test
    void what_an_operator_decides_on_the_spot_is_a_step_and_no_status_reached() {
        var moving = MovingPayment.of(
                Story.requested().posted(0, Purpose.PAYMENT, REJECTED).payment());
        moving.resolve(HUB, Action.RETRY, About.ALL);

        var move = moving.end(() -> "exception").orElseThrow();

        assertThat(move.steps()).containsExactly(new Step(PaymentStatus.REQUESTED, "retry", HUB));
        assertThat(move.reached()).isEmpty();
        assertThat(move.took(PaymentStatus.REQUESTED)).isFalse();
    }

    @Test
    void an_exception_opens_changes_under_its_id_and_heals() {
        var waiting = MovingPayment.accepted(payment(it -> it, claim(0, false), claim(1, false)), PAYER);
        waiting.take(PAYER, Payment::start);
        waiting.take(HUB, Payment::expectedTooLong);
        var opened = waiting.end(() -> "exception").orElseThrow();
        assertThat(opened.exception()).containsInstanceOf(ExceptionChange.Opened.class);
        assertThat(opened.after().exception().causes()).hasSize(2);

        var one = MovingPayment.of(opened.after());
        one.take(HUB, it -> Reports.registered(it, "key-0"));
        var changed = one.end(() -> "another").orElseThrow();
        assertThat(changed.after().exception().id()).isEqualTo("exception");
        assertThat(changed.after().exception().openedAt())
                .isEqualTo(opened.after().exception().openedAt());
        assertThat(changed.after().exception().causes()).hasSize(1);

        var both = MovingPayment.of(changed.after());
        both.take(HUB, it -> Reports.registered(it, "key-1"));
        var healed = both.end(() -> "another").orElseThrow();
        assertThat(healed.exception()).containsInstanceOf(ExceptionChange.Healed.class);
        assertThat(healed.after().exception()).isNull();
    }

    @Test
    void an_exception_that_comes_and_goes_within_a_transaction_is_not_told() {
        var moving = MovingPayment.accepted(payment(it -> it, claim(0, false)), PAYER);
        moving.take(PAYER, Payment::start);
        moving.take(HUB, Payment::expectedTooLong);
        moving.take(HUB, it -> Reports.registered(it, "key-0"));

        assertThat(moving.end(() -> "exception").orElseThrow().exception()).isEmpty();
    }
}
