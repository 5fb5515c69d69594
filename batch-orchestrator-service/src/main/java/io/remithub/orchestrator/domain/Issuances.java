package io.remithub.orchestrator.domain;

import io.remithub.orchestrator.domain.Ruling.Ignored;
import io.remithub.orchestrator.domain.Ruling.Refused;
import io.remithub.orchestrator.domain.Ruling.Taken;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** What becomes of the money of an issuance: drawn, or voided and issued again. Of what races, one wins. */
public final class Issuances {

    private Issuances() {}

    public static Ruling<Payment> voided(Payment payment, int requested) {
        if (requested != payment.issuance() || !payment.status().isVoidable()) {
            return new Refused<>("status-not-voidable");
        }
        if (payment.balance().available() <= 0) {
            return new Refused<>("no-available-balance");
        }
        return new Taken<>(payment.with(payment.balance().voidRest()).in(PaymentStatus.VOIDED));
    }

    /**
     * Once a void, to the same payee or to another: everything of it starts again.
     *
     * @param requested the issuance that this starts
     */
    public static Ruling<Payment> reissued(Payment payment, int requested, @Nullable String payeeKey) {
        if (payment.status() != PaymentStatus.VOIDED || requested != payment.issuance() + 1) {
            return new Refused<>("not-voided");
        }
        return new Taken<>(again(payment.in(PaymentStatus.REISSUING), payeeKey));
    }

    /** The money was drawn, whole. */
    public static Ruling<Payment> settled(Payment payment, int reported) {
        var status = payment.status();
        if (reported != payment.issuance() || !(status.isUnderWay() || status == PaymentStatus.REISSUING)) {
            return new Refused<>("status-not-settleable");
        }
        return payment.balance().available() == 0
                ? new Ignored<>("settled before")
                : new Taken<>(payment.with(payment.balance().settle()));
    }

    /** A ticket may be shared by payments: the check settles the one that it paid. */
    public static Ruling<Payment> cashed(Payment payment, int asked, String checkNumber) {
        return checkNumber.equals(payment.terms().issuerPaymentId())
                ? settled(payment, asked)
                : new Ignored<>("another check");
    }

    private static Payment again(Payment voided, @Nullable String payeeKey) {
        return new Payment(
                payeeKey == null ? voided.terms() : voided.terms().to(payeeKey),
                voided.status(),
                voided.hold(),
                voided.issuance() + 1,
                voided.balance().issueAgain(),
                voided.claims().stream().map(Claim::issuedAgain).toList(),
                voided.undoing(),
                false,
                false,
                voided.endReason(),
                voided.exception());
    }

    /** What may be posted is undone from now on. */
    static Payment fenced(Payment payment) {
        var all = new ArrayList<>(payment.undoing());
        payment.claims().stream()
                .filter(Claim::mayBePosted)
                .map(claim -> Undoing.of(claim.index(), payment.issuance(), claim.postings()))
                .forEach(all::add);
        return payment.with(payment.claims().stream().map(Claim::fenced).toList())
                .withUndoing(all);
    }

    /**
     * With what is posted of an issuance that is over. A hub that was restored hears of its void, and of what was issued
     * then, before it hears of that.
     */
    static Payment recalled(Payment payment, int claimIndex, int issuance) {
        if (issuance >= payment.issuance() || payment.undoing().stream().anyMatch(it -> it.is(claimIndex, issuance))) {
            return payment;
        }
        var all = new ArrayList<>(payment.undoing());
        all.add(Undoing.of(claimIndex, issuance, Postings.NONE));
        return payment.withUndoing(all);
    }
}
