package io.remithub.orchestrator.domain;

/** What a posting is for. */
public enum Purpose {
    PAYMENT,
    CHARGE,
    /** Undoes a PAYMENT. */
    REVERSAL,
    /** Undoes a CHARGE. */
    CHARGE_ADJUSTMENT;

    boolean isUndoing() {
        return this == REVERSAL || this == CHARGE_ADJUSTMENT;
    }

    boolean isOfPatient() {
        return this == CHARGE || this == CHARGE_ADJUSTMENT;
    }
}
