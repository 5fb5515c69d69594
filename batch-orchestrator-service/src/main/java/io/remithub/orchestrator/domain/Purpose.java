package io.remithub.orchestrator.domain;

import org.jspecify.annotations.Nullable;

/** What a posting is for. */
public enum Purpose {
    PAYMENT,
    CHARGE,
    /** Undoes a PAYMENT. */
    REVERSAL,
    /** Undoes a CHARGE. */
    CHARGE_ADJUSTMENT;

    boolean isUndoing() {
        return undone() != null;
    }

    /** What it undoes. */
    @Nullable
    Purpose undone() {
        return switch (this) {
            case PAYMENT, CHARGE -> null;
            case REVERSAL -> PAYMENT;
            case CHARGE_ADJUSTMENT -> CHARGE;
        };
    }

    boolean isOfPatient() {
        return this == CHARGE || this == CHARGE_ADJUSTMENT;
    }
}
