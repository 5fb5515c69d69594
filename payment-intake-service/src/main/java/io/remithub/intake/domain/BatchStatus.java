package io.remithub.intake.domain;

import java.util.Arrays;

/** Where a batch stands; {@link #wire()} is what payers and events see. */
public enum BatchStatus {
    /** Open: payments come and go. */
    CREATED("Created"),
    /** Started, and waiting until somebody releases it. */
    HELD("Held"),
    PROCESSING("Processing"),
    COMPLETED("Completed"),
    COMPLETED_WITH_ERRORS("CompletedWithErrors"),
    FAILED("Failed"),
    CANCELLED("Cancelled");

    private final String wire;

    BatchStatus(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    /** Whether payments may still be added, replaced and removed, and totals amended. */
    public boolean isOpen() {
        return this == CREATED || this == HELD;
    }

    /** A status that this version does not know yet is one under way. */
    public static BatchStatus of(String wire) {
        return Arrays.stream(values())
                .filter(status -> status.wire.equals(wire))
                .findFirst()
                .orElse(PROCESSING);
    }
}
