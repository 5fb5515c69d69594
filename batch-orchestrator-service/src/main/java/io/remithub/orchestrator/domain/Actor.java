package io.remithub.orchestrator.domain;

/** Who made a payment move. */
public enum Actor {
    PAYER,
    OPERATOR,
    CLEARINGHOUSE,
    EHR,
    HUB
}
