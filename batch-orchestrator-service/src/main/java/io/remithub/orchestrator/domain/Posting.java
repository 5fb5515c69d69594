package io.remithub.orchestrator.domain;

import org.jspecify.annotations.Nullable;

/**
 * How far one posting has come.
 *
 * @param amount cents, negative where it undoes
 * @param ledgerAmount what the ledger shows, where that is not the amount; cents, positive
 */
public record Posting(
        Outcome outcome,
        @Nullable String transactionId,
        long amount,
        @Nullable String reasonCode,
        Place place,
        @Nullable Long ledgerAmount) {

    private static final String PARTNER_DISAGREES = "partner-disagrees";

    /** Where it is posted, as far as that is known. */
    public record Place(
            @Nullable String subdomain, @Nullable String locationId) {

        public static final Place UNKNOWN = new Place(null, null);
    }

    public Posting(Outcome outcome, @Nullable String transactionId, long amount, @Nullable String reasonCode) {
        this(outcome, transactionId, amount, reasonCode, Place.UNKNOWN, null);
    }

    /** It is confirmed, and the partner shows or says something else. */
    boolean isDisputed() {
        return ledgerAmount != null || PARTNER_DISAGREES.equals(reasonCode);
    }

    /**
     * What stands in the ledger, with the sign that it is counted with.
     *
     * @param undone what it undoes: an amount of 0 has no sign of its own
     */
    long shown(@Nullable Posting undone) {
        if (ledgerAmount == null) {
            return amount;
        }
        var isDebit = amount == 0 && undone != null ? undone.amount > 0 : amount < 0;
        return isDebit ? -ledgerAmount : ledgerAmount;
    }

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
