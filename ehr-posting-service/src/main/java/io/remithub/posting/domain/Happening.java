package io.remithub.posting.domain;

import io.remithub.posting.domain.PostingKey.ClaimKey;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can happen to a posting: a partner's answer, what a lookup shows, what people decide. */
public sealed interface Happening {

    /** About to call; written down before the call is made. */
    record Attempting(
            String transactionId,
            @Nullable String subdomain,
            @Nullable String locationId) implements Happening {}

    /** Taken; what becomes of it follows. */
    record Accepted(@Nullable String partnerId) implements Happening {}

    /** Done, by the partner's word. */
    record Confirmed(@Nullable String partnerId) implements Happening {}

    /**
     * Refused, or failed on the way in.
     *
     * @param reason null: for none that has a code of its own
     * @param partnerId the transaction that failed, where the partner names it
     */
    record Refused(@Nullable String reason, @Nullable String partnerId) implements Happening {
        public Refused(@Nullable String reason) {
            this(reason, null);
        }
    }

    /** Proven not to have been processed: it may simply be sent again. */
    record NotDelivered(@Nullable String reason, @Nullable Duration retryAfter) implements Happening {}

    /** The answer is lost, or says nothing: it may have been done. */
    record Lost() implements Happening {}

    /** Found attempted by a process that is gone. */
    record Abandoned() implements Happening {}

    /** Looked up: the ledger's records of it come to this, cents, positive. */
    record Found(long total, @Nullable String partnerId) implements Happening {}

    /** Looked up: nothing there. What it had read by {@code readUpTo} was in what we looked at; null: unknown. */
    record Absent(@Nullable Instant readUpTo) implements Happening {}

    /** Could not be looked up. */
    record LookupFailed() implements Happening {}

    /** A rule forbids the call. */
    record Blocked(String reason) implements Happening {}

    /** It is known what it undoes: the posting of this claim. */
    record Undoes(ClaimKey original) implements Happening {}

    /** There may be otherwise to undo than was known: this is what would be planned by now. */
    record Reckoned(Posting undo) implements Happening {}

    /** There is nothing to call for. */
    record Unneeded(String reason) implements Happening {}

    /** A reversal: what was not sent is not sent any more. */
    record Fenced() implements Happening {}

    /** An operator's word: try again, as far as that can do nothing twice. */
    record Retry() implements Happening {}

    /**
     * An operator's word: post what waits for a review.
     *
     * @param seen the signed cents that it is given of; null: whatever they are
     */
    record Approve(@Nullable Long seen) implements Happening {
        Approve() {
            this(null);
        }
    }

    /**
     * An operator's word: it is there.
     *
     * @param seen the signed cents that it is given of; null: whatever they are
     */
    record ConfirmByHand(@Nullable Long seen) implements Happening {
        public ConfirmByHand() {
            this(null);
        }
    }

    /** Confirmed long ago, and to be looked at again: does the ledger still say the same? */
    record Check() implements Happening {}

    /** Looked at again: cents that the ledger shows under every reference it ever had; null: that cannot be told. */
    record Checked(@Nullable Long shown) implements Happening {}

    /** The partner says late that it did what was sent under an earlier reference. */
    record Earlier(String transactionId, @Nullable String partnerId) implements Happening {}

    /** An operator's word: this transaction at the partner is it. */
    record Linked(String transactionId) implements Happening {}

    /** An operator's word: leave it. */
    record Cancel() implements Happening {}
}
