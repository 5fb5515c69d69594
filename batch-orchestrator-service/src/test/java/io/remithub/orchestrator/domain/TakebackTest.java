package io.remithub.orchestrator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.messaging.Ids;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TakebackTest {

    private static final Trigger PAYER = new Trigger(Actor.PAYER, "cause", null, Story.NOW);
    private static final List<ProviderAdjustment> FORWARDED = List.of(
            new ProviderAdjustment("FB", -100, "link"),
            new ProviderAdjustment("L6", -3, null),
            new ProviderAdjustment("WO", 40, "other"));

    private static MovingPayment payment() {
        var accepted = Story.payment(it -> Story.with(it, Story.policy(), List.of(), FORWARDED), Story.claim(0, true));
        return MovingPayment.of(accepted);
    }

    @Test
    void forwarded_and_recovered_balances_are_booked_when_a_payment_is_loaded_and_others_are_not() {
        var payment = payment();
        payment.take(PAYER, Payment::start);

        assertThat(amounts(payment)).containsExactly(-100L, 40L);
    }

    @Test
    void a_void_takes_back_with_the_same_identifier_and_nets_to_nothing() {
        var payment = told(Payment::start, it -> Issuances.voided(it, 1));

        assertThat(amounts(payment)).containsExactly(-100L, 40L, 100L, -40L);
        assertThat(booked(payment))
                .extracting(it -> it.adjustment().identifierKey())
                .containsExactly("link", "other", "link", "other");
    }

    @Test
    void a_reissue_books_to_its_own_payee_and_what_was_never_loaded_again_is_not_taken_back_twice() {
        var again =
                told(Payment::start, it -> Issuances.voided(it, 1), it -> Issuances.reissued(it, 2, "another payee"));
        assertThat(amounts(again)).containsExactly(-100L, 40L, 100L, -40L, -100L, 40L);
        assertThat(booked(again))
                .extracting(it -> it.payee().payeeKey())
                .containsExactly("payee", "payee", "payee", "payee", "another payee", "another payee");
        assertThat(booked(again)).extracting(Takeback::issuance).containsExactly(1, 1, 1, 1, 2, 2);

        var reissuing = told(
                Payment::start,
                it -> Reports.answered(it, 0, 1, new ClaimAnswer.Received("ticket", new Category("F1"), null, null)),
                it -> Issuances.voided(it, 1),
                it -> Issuances.reissued(it, 2, null),
                it -> Issuances.voided(it, 2));
        assertThat(reissuing.now().status()).isEqualTo(PaymentStatus.VOIDED);
        assertThat(amounts(reissuing)).containsExactly(-100L, 40L, 100L, -40L);
    }

    @SafeVarargs
    private static MovingPayment told(Function<Payment, Ruling<Payment>>... events) {
        var payment = payment();
        for (var event : events) {
            payment.take(PAYER, event);
        }
        return payment;
    }

    private static List<Long> amounts(MovingPayment payment) {
        return booked(payment).stream().map(it -> it.adjustment().amount()).toList();
    }

    private static List<Takeback> booked(MovingPayment payment) {
        return payment.end(Ids::next).orElseThrow().takebacks();
    }
}
