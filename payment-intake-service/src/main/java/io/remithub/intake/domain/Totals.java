package io.remithub.intake.domain;

/** Control totals: how many payments, and what they come to. */
public record Totals(Money total, long payments) {

    public static final Totals NONE = new Totals(Money.ZERO, 0);

    public static Totals of(Money amount) {
        return new Totals(amount, 1);
    }

    public Totals plus(Totals others) {
        return new Totals(total.plus(others.total), payments + others.payments);
    }

    public Totals minus(Totals others) {
        return new Totals(total.minus(others.total), payments - others.payments);
    }

    public boolean exceeds(Totals limit) {
        return total.cents() > limit.total.cents() || payments > limit.payments;
    }
}
