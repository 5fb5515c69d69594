package io.remithub.orchestrator.domain;

/** What became of a payment's amount; cents. */
public record Balance(long amount, long settled, long voided) {

    public static Balance of(long amount) {
        return new Balance(amount, 0, 0);
    }

    public long available() {
        return amount - settled - voided;
    }

    Balance settle() {
        return new Balance(amount, settled + available(), voided);
    }

    Balance voidRest() {
        return new Balance(amount, settled, voided + available());
    }

    Balance issueAgain() {
        return new Balance(amount, settled, 0);
    }
}
