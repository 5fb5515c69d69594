package io.remithub.posting.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One effect at a partner, and how far it has come.
 *
 * @param amount cents, positive whatever the purpose; a negative one only waits
 * @param approved an operator let pass what waits for a review
 */
public record Posting(
        PostingKey key,
        String tenantId,
        long amount,
        PostingState state,
        @Nullable String reason,
        Tries tries,
        Reference reference,
        @Nullable Outcome reported,
        boolean approved,
        Origin origin) {

    /**
     * @param lookups asked since the last call or acceptance
     * @param retried the one repetition that proven absence allows has been used
     * @param attemptedAt when the last call was committed
     * @param dueAt when there is work again; null when only others can move it
     */
    public record Tries(
            int attempts,
            int lookups,
            boolean retried,
            @Nullable Instant attemptedAt,
            @Nullable Instant dueAt) {

        static final Tries NONE = new Tries(0, 0, false, null, null);

        Tries due(@Nullable Instant at) {
            return new Tries(attempts, lookups, retried, attemptedAt, at);
        }
    }

    /** How the partner knows it: our id, where it is, and the partner's own id. */
    public record Reference(
            @Nullable String transactionId,
            @Nullable String subdomain,
            @Nullable String locationId,
            @Nullable String partnerId) {

        public static final Reference NONE = new Reference(null, null, null, null);

        Reference known(@Nullable String partnerId) {
            return partnerId == null ? this : new Reference(transactionId, subdomain, locationId, partnerId);
        }
    }

    /** What was last said about it to the rest of the hub. */
    public record Outcome(String code, @Nullable String reason) {}

    /** Which event asked for it, and in whose trace. */
    public record Origin(@Nullable String eventId, @Nullable String traceparent) {}

    public static Posting planned(PostingKey key, String tenantId, long amount, Origin origin, Instant now) {
        if (amount <= 0) {
            throw new IllegalArgumentException("only a positive amount can be posted");
        }
        return new Posting(
                key,
                tenantId,
                amount,
                PostingState.PLANNED,
                null,
                Tries.NONE.due(now),
                Reference.NONE,
                null,
                false,
                origin);
    }

    public static Posting waiting(PostingKey key, String tenantId, long amount, Origin origin, String reason) {
        return new Posting(
                key, tenantId, amount, PostingState.WAITING, reason, Tries.NONE, Reference.NONE, null, false, origin);
    }

    public static Posting notRequired(PostingKey key, String tenantId, Origin origin, String reason) {
        return new Posting(
                key, tenantId, 0, PostingState.NOT_REQUIRED, reason, Tries.NONE, Reference.NONE, null, false, origin);
    }

    /** Cents as the hub counts them: negative where it undoes. */
    public long signedAmount() {
        return key.purpose().compensates() ? -amount : amount;
    }

    Posting to(PostingState next, @Nullable String why, Tries then) {
        return new Posting(key, tenantId, amount, next, why, then, reference, reported, approved, origin);
    }

    Posting known(Reference as) {
        return new Posting(key, tenantId, amount, state, reason, tries, as, reported, approved, origin);
    }

    Posting approvedByHand() {
        return new Posting(key, tenantId, amount, state, reason, tries, reference, reported, true, origin);
    }

    /** What undoes it, now that its own fate is known. */
    public Posting compensation(Origin because, Instant now) {
        var undo = new PostingKey(
                key.paymentId(), key.claimIndex(), key.issuance(), key.purpose().compensation());
        return state == PostingState.CONFIRMED
                ? planned(undo, tenantId, amount, because, now)
                : notRequired(undo, tenantId, because, Reason.NOTHING_TO_POST);
    }

    /** The same, having told the hub. */
    public Posting told(Outcome outcome) {
        return new Posting(key, tenantId, amount, state, reason, tries, reference, outcome, approved, origin);
    }

    boolean attemptedBefore(Instant now, Duration ago) {
        return tries.attemptedAt() != null && !now.isBefore(tries.attemptedAt().plus(ago));
    }
}
