package io.remithub.intake.domain;

import java.util.Arrays;

/** What a key may be used for; {@link #wire()} is what keys hold. */
public enum Scope {
    PAYMENTS_READ("payments:read"),
    /** Everything that a payer asks for, but releases. */
    PAYMENTS_WRITE("payments:write"),
    PAYMENTS_RELEASE("payments:release"),
    CLAIMS_WRITE("claims:write"),
    /** What identifies patients, unmasked, beside what else may be read. */
    PHI_READ("phi:read");

    private final String wire;

    Scope(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    /** @param wire as a key holds it */
    public static Scope of(String wire) {
        return Arrays.stream(values())
                .filter(scope -> scope.wire.equals(wire))
                .findFirst()
                .orElseThrow();
    }
}
