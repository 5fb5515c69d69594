package io.remithub.posting.domain;

/** Where a posting stands. ATTEMPTED is committed before the call, so that a crash leaves a question, never a repetition. */
public enum PostingState {
    PLANNED,
    ATTEMPTED,
    /** The partner took it and will say later what became of it. */
    ACCEPTED,
    /** The call's answer was lost: it is looked up. */
    UNKNOWN,
    CONFIRMED,
    REJECTED,
    NOT_REQUIRED,
    /** Something that only people can change stands in the way. */
    WAITING;

    /** May still have an effect at the partner that we do not know of. */
    public boolean inFlight() {
        return switch (this) {
            case ATTEMPTED, ACCEPTED, UNKNOWN -> true;
            case PLANNED, CONFIRMED, REJECTED, NOT_REQUIRED, WAITING -> false;
        };
    }

    /** Nothing more happens by itself, and the effect is known. */
    public boolean settled() {
        return switch (this) {
            case CONFIRMED, REJECTED, NOT_REQUIRED -> true;
            case PLANNED, ATTEMPTED, ACCEPTED, UNKNOWN, WAITING -> false;
        };
    }
}
