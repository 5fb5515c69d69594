package io.remithub.orchestrator.domain;

import org.jspecify.annotations.Nullable;

/**
 * How far one posting has come.
 *
 * @param amount cents, negative where it undoes
 */
public record Posting(
        Outcome outcome,
        @Nullable String transactionId,
        long amount,
        @Nullable String reasonCode) {

    public enum Outcome {
        ACCEPTED,
        CONFIRMED,
        REJECTED,
        UNCONFIRMED,
        NOT_REQUIRED,
        WAITING;

        /** Done, for good. */
        public boolean isSettled() {
            return switch (this) {
                case CONFIRMED, NOT_REQUIRED -> true;
                case ACCEPTED, REJECTED, UNCONFIRMED, WAITING -> false;
            };
        }

        /** The partner has it. */
        public boolean isTaken() {
            return this == ACCEPTED || isSettled();
        }
    }
}
