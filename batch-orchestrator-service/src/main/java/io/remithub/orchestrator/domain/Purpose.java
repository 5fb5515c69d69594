package io.remithub.orchestrator.domain;

/** What a posting is for. */
public enum Purpose {
    PAYMENT,
    CHARGE,
    REVERSAL,
    CHARGE_ADJUSTMENT
}
