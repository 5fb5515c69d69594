package io.remithub.orchestrator.domain;

import java.util.Arrays;

/** Where a batch stands. */
public enum BatchStatus {
    CREATED("Created"),
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

    public boolean canBecome(BatchStatus next) {
        return switch (this) {
            case CREATED -> next == HELD || next == PROCESSING || next == CANCELLED;
            case HELD -> next == PROCESSING || next == CANCELLED;
            case PROCESSING -> next == COMPLETED || next == COMPLETED_WITH_ERRORS || next == FAILED;
            case COMPLETED, COMPLETED_WITH_ERRORS, FAILED, CANCELLED -> false;
        };
    }

    public String wire() {
        return wire;
    }

    public static BatchStatus of(String wire) {
        return Arrays.stream(values())
                .filter(status -> status.wire.equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no batch status " + wire));
    }
}
