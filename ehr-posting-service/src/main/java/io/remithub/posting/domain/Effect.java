package io.remithub.posting.domain;

/** What a posting does at a partner. Each undoes the other of its ledger; none is ever negative. */
public enum Effect {
    /** A credit in the health record. */
    PAYMENT,
    /** A debit adjustment in the health record. */
    DEBIT,
    /** A charge in patient billing. */
    CHARGE,
    /** Takes so much off a charge. */
    ADJUSTMENT;

    public boolean takesBack() {
        return this == DEBIT || this == ADJUSTMENT;
    }

    public Effect undone() {
        return switch (this) {
            case PAYMENT -> DEBIT;
            case DEBIT -> PAYMENT;
            case CHARGE -> ADJUSTMENT;
            case ADJUSTMENT -> CHARGE;
        };
    }
}
