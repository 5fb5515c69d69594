package io.remithub.orchestrator.domain;

/** A sum of money and how many payments make it up; cents. */
public record Totals(long amount, long payments) {

    public static final Totals NONE = new Totals(0, 0);

    public Totals plus(Totals other) {
        return new Totals(amount + other.amount, payments + other.payments);
    }
}
