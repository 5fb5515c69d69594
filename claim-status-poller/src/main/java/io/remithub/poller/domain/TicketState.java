package io.remithub.poller.domain;

/** Where a ticket stands. An open one is the only one of its claim. */
public enum TicketState {
    /** To be submitted when it is due. */
    QUEUED("Queued"),
    /** Being submitted; after a crash, to be submitted again: a repeated POST is a harmless read. */
    SUBMITTING("Submitting"),
    /** The clearinghouse works on it. */
    POLLING("Polling"),
    COMPLETED("Completed"),
    REJECTED("Rejected"),
    /** The clearinghouse dropped it; passed through on the way to a new generation or to the end. */
    EXPIRED("Expired"),
    FAILED("Failed"),
    CANCELLED("Cancelled");

    private final String wire;

    TicketState(String wire) {
        this.wire = wire;
    }

    /** As stored and shown. */
    public String wire() {
        return wire;
    }

    public boolean isOpen() {
        return switch (this) {
            case QUEUED, SUBMITTING, POLLING -> true;
            case COMPLETED, REJECTED, EXPIRED, FAILED, CANCELLED -> false;
        };
    }

    public boolean canBecome(TicketState next) {
        return switch (this) {
            case QUEUED -> next == SUBMITTING || next == CANCELLED;
            case SUBMITTING -> next == POLLING || next == QUEUED || next == REJECTED || next == CANCELLED;
            case POLLING ->
                next == COMPLETED || next == QUEUED || next == EXPIRED || next == FAILED || next == CANCELLED;
            case EXPIRED -> next == QUEUED || next == FAILED;
            case COMPLETED, REJECTED, FAILED, CANCELLED -> false;
        };
    }

    public static TicketState of(String wire) {
        for (TicketState state : values()) {
            if (state.wire.equals(wire)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no ticket state " + wire);
    }
}
