package io.remithub.posting.domain;

import io.remithub.posting.domain.PostingKey.ClaimKey;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One effect at a partner, and how far it has come.
 *
 * @param effect what it does there: a claim's payment that is taken back is a debit
 * @param undoes the claim whose posting it undoes; null when it undoes none, or none is known yet
 * @param amount cents, positive whatever the effect
 * @param approved an operator let pass what waits for a review
 */
public record Posting(
        PostingKey key,
        String tenantId,
        Effect effect,
        @Nullable ClaimKey undoes,
        long amount,
        PostingState state,
        @Nullable String reason,
        Tries tries,
        Reference reference,
        @Nullable Outcome reported,
        boolean approved,
        Origin origin) {

    /** How the partner knows it: our id, where it is, and the partner's own id. */
    public record Reference(
            @Nullable String transactionId,
            @Nullable String subdomain,
            @Nullable String locationId,
            @Nullable String partnerId) {

        public static final Reference NONE = new Reference(null, null, null, null);

        /** Where it goes, before anything is sent. */
        public static Reference at(String subdomain, String locationId) {
            return new Reference(null, subdomain, locationId, null);
        }

        Reference named(@Nullable String transactionId) {
            return new Reference(transactionId, subdomain, locationId, null);
        }

        /** Whether the partner means another transaction under our id than the one that we know. */
        boolean isOther(@Nullable String id) {
            return partnerId != null && id != null && !partnerId.equals(id);
        }

        /** It may be any that the partner knows under our id. */
        Reference any() {
            return named(transactionId);
        }

        Reference known(@Nullable String partnerId) {
            return partnerId == null ? this : new Reference(transactionId, subdomain, locationId, partnerId);
        }
    }

    /**
     * What was last said about it to the rest of the hub.
     *
     * @param shown cents that the ledger shows, where that is not what was posted; known of what was confirmed so by hand, too.
     *     Of what a person undid, as much as that was
     */
    public record Outcome(
            String code, @Nullable String reason, @Nullable Long shown) {

        static final String UNCONFIRMED = "UNCONFIRMED";

        public Outcome(String code, @Nullable String reason) {
            this(code, reason, null);
        }
    }

    /** Which event asked for it, for a payment of which batch, and in whose trace. */
    public record Origin(
            @Nullable String batchId,
            @Nullable String eventId,
            @Nullable String traceparent) {}

    public static Posting planned(
            PostingKey key, String tenantId, Effect effect, long amount, Origin origin, Instant now) {
        if (amount <= 0) {
            throw new IllegalArgumentException("only a positive amount can be posted");
        }
        return fresh(key, tenantId, effect, amount, PostingState.PLANNED, null, origin)
                .at(Tries.NONE.due(now));
    }

    public static Posting waiting(
            PostingKey key, String tenantId, Effect effect, long amount, Origin origin, String reason) {
        return fresh(key, tenantId, effect, amount, PostingState.WAITING, reason, origin);
    }

    public static Posting notRequired(PostingKey key, String tenantId, Origin origin, String reason) {
        return fresh(key, tenantId, key.purpose().effect(), 0, PostingState.NOT_REQUIRED, reason, origin);
    }

    private static Posting fresh(
            PostingKey key,
            String tenantId,
            Effect effect,
            long amount,
            PostingState state,
            @Nullable String reason,
            Origin origin) {
        return new Posting(
                key, tenantId, effect, null, amount, state, reason, Tries.NONE, Reference.NONE, null, false, origin);
    }

    /** Cents as the hub counts them: negative where it takes back. */
    public long signedAmount() {
        return effect.takesBack() ? -amount : amount;
    }

    /** What it undoes, by key; null when it undoes none, or none is known yet. */
    public @Nullable PostingKey undone() {
        var purpose = key.purpose();
        return undoes == null ? null : PostingKey.of(undoes, purpose.compensates() ? purpose.original() : purpose);
    }

    /** A takeback of which nobody has said yet what it undoes. */
    public boolean seeksOriginal() {
        return effect.takesBack() && undoes == null;
    }

    boolean isUndoing(PostingKey other) {
        return other.equals(undone());
    }

    /** Perhaps more than once under the reference that it has. */
    boolean sentAgain() {
        return tries.attempts() - tries.undelivered() > tries.generation() + 1;
    }

    /** It was not sent, as far as is known, and was not looked for either. */
    public boolean unsought() {
        return state == PostingState.PLANNED && !tries.retried();
    }

    boolean isUnderWay() {
        return state == PostingState.PLANNED || state.inFlight();
    }

    /** What becomes of it is for people to say. */
    boolean waitsForPeople() {
        return state == PostingState.WAITING
                || state.inFlight() && reported != null && reported.code().equals(Outcome.UNCONFIRMED);
    }

    boolean isLeftOut() {
        return state == PostingState.NOT_REQUIRED && Reason.LOCATION_MODE.equals(reason);
    }

    /** It is confirmed, and the partner shows or says something else. */
    boolean isDisputed() {
        return state == PostingState.CONFIRMED
                && (Reason.LEDGER_DIFFERS.equals(reason)
                        || Reason.PARTNER_DISAGREES.equals(reason)
                        || ByHand.differs(this));
    }

    /** Cents that the ledger shows of it, as far as that is known. */
    long shown() {
        var shown = state == PostingState.CONFIRMED && reported != null ? reported.shown() : null;
        return shown == null || shown < 0 ? amount : shown;
    }

    /** What is there of it, as far as that is known, may be more or less than before. */
    public boolean standsOtherwise(Posting before) {
        return state != before.state
                || !key.purpose().compensates() && (isDisputed() != before.isDisputed() || shown() != before.shown());
    }

    /** Only an operator's consent lets it go on. */
    boolean waitsForApproval() {
        return state == PostingState.WAITING && Reason.forApproval(reason);
    }

    /** An operator's consent lets it go on at once. */
    boolean mayBeApproved() {
        return state == PostingState.PLANNED && Reason.forApproval(reason);
    }

    Posting to(PostingState next, @Nullable String why, Tries then) {
        return new Posting(
                key, tenantId, effect, undoes, amount, next, why, then, reference, reported, approved, origin);
    }

    Posting at(Tries then) {
        return to(state, reason, then);
    }

    public Posting known(Reference as) {
        return new Posting(key, tenantId, effect, undoes, amount, state, reason, tries, as, reported, approved, origin);
    }

    /** As it was sent under that reference. */
    public Posting under(String transactionId) {
        return known(reference.named(transactionId));
    }

    Posting approvedByHand() {
        return new Posting(
                key, tenantId, effect, undoes, amount, state, reason, tries, reference, reported, true, origin);
    }

    Posting undoing(ClaimKey claim) {
        return new Posting(
                key, tenantId, effect, claim, amount, state, reason, tries, reference, reported, approved, origin);
    }

    /** What undoes so many cents of it, now that its own fate is known. */
    public Posting compensation(long cents, Origin because, Instant now) {
        var undo = PostingKey.of(key.claim(), key.purpose().compensation());
        var undoing = state == PostingState.CONFIRMED && cents > 0
                ? planned(undo, tenantId, effect.undone(), cents, because, now).undoing(key.claim())
                : notRequired(undo, tenantId, because, Reason.NOTHING_TO_POST);
        return undoing.known(reference.named(null));
    }

    /** Waits for a person, who says whether it goes on. */
    public Posting reviewed() {
        return to(PostingState.WAITING, Reason.POSTING_REVIEW, tries.due(null));
    }

    Posting of(long cents) {
        return new Posting(
                key, tenantId, effect, undoes, cents, state, reason, tries, reference, reported, approved, origin);
    }

    /** What the hub was told of it counts no more: it is told anew. What the ledger shows is still known. */
    Posting untold() {
        return told(
                reported == null || reported.shown() == null
                        ? null
                        : new Outcome(reported.code(), null, reported.shown()));
    }

    /** The same, having told the hub. */
    public Posting told(@Nullable Outcome outcome) {
        return new Posting(
                key, tenantId, effect, undoes, amount, state, reason, tries, reference, outcome, approved, origin);
    }

    /** There is work on it. */
    public boolean due(Instant now) {
        return tries.dueAt() != null && !tries.dueAt().isAfter(now);
    }

    boolean attemptedBefore(Instant now, Duration ago) {
        return tries.attemptedAt() != null && !now.isBefore(tries.attemptedAt().plus(ago));
    }
}
