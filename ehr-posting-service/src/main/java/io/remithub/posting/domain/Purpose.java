package io.remithub.posting.domain;

/** What a posting is for; with payment, issuance and claim it names the one effect that is allowed. */
public enum Purpose {
    /** The insurer's money, a transaction in the health record: a payment, or a debit where it is taken back. */
    PAYMENT,
    /** The patient's share, a charge in patient billing. */
    CHARGE,
    /** Undoes a PAYMENT, by a debit adjustment; of money taken back, by a payment. */
    REVERSAL,
    /** Undoes a CHARGE. */
    CHARGE_ADJUSTMENT;

    public boolean compensates() {
        return this == REVERSAL || this == CHARGE_ADJUSTMENT;
    }

    /** What undoes this. */
    public Purpose compensation() {
        return switch (this) {
            case PAYMENT -> REVERSAL;
            case CHARGE -> CHARGE_ADJUSTMENT;
            case REVERSAL, CHARGE_ADJUSTMENT -> throw new IllegalStateException(this + " is not undone");
        };
    }

    /** What this undoes. */
    public Purpose original() {
        return switch (this) {
            case REVERSAL -> PAYMENT;
            case CHARGE_ADJUSTMENT -> CHARGE;
            case PAYMENT, CHARGE -> throw new IllegalStateException(this + " undoes nothing");
        };
    }

    /** What a posting for it does, unless the money goes the other way. */
    public Effect effect() {
        return switch (this) {
            case PAYMENT -> Effect.PAYMENT;
            case CHARGE -> Effect.CHARGE;
            case REVERSAL -> Effect.DEBIT;
            case CHARGE_ADJUSTMENT -> Effect.ADJUSTMENT;
        };
    }

    String rejected() {
        return inBilling() ? Reason.CHARGE_REJECTED : Reason.POSTING_REJECTED;
    }

    String unconfirmed() {
        return inBilling() ? Reason.CHARGE_UNCONFIRMED : Reason.POSTING_UNCONFIRMED;
    }

    private boolean inBilling() {
        return this == CHARGE || this == CHARGE_ADJUSTMENT;
    }
}
