package io.remithub.posting.domain;

import static io.remithub.posting.domain.PostingState.CONFIRMED;
import static io.remithub.posting.domain.PostingState.NOT_REQUIRED;
import static io.remithub.posting.domain.PostingState.PLANNED;
import static io.remithub.posting.domain.PostingState.UNKNOWN;

import io.remithub.posting.domain.Posting.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an operator's decision makes of a posting, in each state. Where it does not fit, the posting stays as it is. */
final class ByHand {

    private ByHand() {}

    /** What may be there is looked up, and sent again only where it proves absent; what was rejected begins anew. */
    static Posting retry(Posting posting, Instant now) {
        var tries = posting.tries();
        return switch (posting.state()) {
            case PLANNED, REJECTED -> anew(posting, now);
            case WAITING -> posting.waitsForApproval() ? posting : anew(posting, now);
            case UNKNOWN, ACCEPTED ->
                posting.to(
                        UNKNOWN,
                        posting.reason(),
                        new Tries(
                                tries.attempts(),
                                tries.undelivered(),
                                0,
                                false,
                                tries.generation(),
                                tries.attemptedAt(),
                                now));
            case ATTEMPTED, CONFIRMED, NOT_REQUIRED -> posting;
        };
    }

    static Posting approve(Posting posting, @Nullable Long seen, Instant now) {
        return (posting.state() == PostingState.WAITING || posting.mayBeApproved()) && isAsSeen(posting, seen)
                ? planned(posting.approvedByHand(), 0, now)
                : posting;
    }

    static Posting confirm(Posting posting, @Nullable Long seen) {
        if (!isAsSeen(posting, seen)) {
            return posting;
        }
        return switch (posting.state()) {
            case PLANNED, ATTEMPTED, UNKNOWN, ACCEPTED, REJECTED, WAITING -> byHand(posting);
            case CONFIRMED -> posting.isDisputed() ? byHand(posting) : posting;
            case NOT_REQUIRED -> posting;
        };
    }

    /** What undoes a posting may have been reckoned anew since: nobody has decided about that. */
    private static boolean isAsSeen(Posting posting, @Nullable Long seen) {
        return seen == null || !posting.key().purpose().compensates() || seen == posting.signedAmount();
    }

    /** What may be on its way is resolved first. */
    static Posting cancel(Posting posting) {
        return switch (posting.state()) {
            case PLANNED, WAITING, REJECTED ->
                posting.to(NOT_REQUIRED, Reason.CANCELLED, posting.tries().due(null));
            case ATTEMPTED, UNKNOWN, ACCEPTED, CONFIRMED, NOT_REQUIRED -> posting;
        };
    }

    /** Confirmed by an operator's word alone, or against the partner's. */
    static boolean confirmed(Posting posting) {
        return posting.state() == CONFIRMED
                && (Reason.CONFIRMED_BY_HAND.equals(posting.reason())
                        || Reason.PARTNER_DISAGREES.equals(posting.reason()));
    }

    /** What a person undid is not what there is to undo. */
    static boolean differs(Posting posting) {
        return posting.state() == CONFIRMED && Reason.BY_HAND_DIFFERS.equals(posting.reason());
    }

    /** Confirmed by a person's word, whatever the ledger shows since: no reference of ours leads to it. */
    static boolean standsOnAWord(Posting posting) {
        return confirmed(posting) || differs(posting);
    }

    /**
     * Whoever undid it by hand did so by what the ledger still shows to be undone, or by deleting that, so that it shows
     * nothing; otherwise a person has to look again, since what people enter has no reference of ours. So has one where it
     * comes back, since nobody here knows which it was; how much was undone is kept until then.
     */
    static Decision.Changed reckoned(Posting undo, long cents) {
        if (Reason.PARTNER_DISAGREES.equals(undo.reason())) {
            return Telling.again(undo.of(cents));
        }
        var undone = undo.shown();
        var now = undo.of(cents).told(new Outcome(CONFIRMED.name(), null, undone));
        var comesBack = undo.amount() == 0;
        var settled = cents == 0 || cents == undone && !comesBack;
        return Telling.of(settled ? byHand(now) : now.to(CONFIRMED, Reason.BY_HAND_DIFFERS, undo.tries()), false);
    }

    private static Posting byHand(Posting posting) {
        return posting.to(CONFIRMED, Reason.CONFIRMED_BY_HAND, posting.tries().due(null));
    }

    /** As a retry has it: what was rejected under another reference. */
    static Posting anew(Posting posting, Instant now) {
        return planned(posting, posting.state() == PostingState.REJECTED ? 1 : 0, now);
    }

    private static Posting planned(Posting posting, int generations, Instant now) {
        var tries = posting.tries();
        var then =
                new Tries(tries.attempts(), tries.undelivered(), 0, false, tries.generation() + generations, null, now);
        var again = posting.to(PLANNED, null, then);
        // A reference that was rejected is used up; any other is kept, so that a second try carries the same.
        return generations == 0 ? again : again.known(posting.reference().named(null));
    }
}
