package io.remithub.posting.domain;

import io.remithub.posting.domain.Posting.Outcome;
import org.jspecify.annotations.Nullable;

/** What the hub is told of a posting that moved: nothing twice, except to an operator. */
final class Telling {

    private Telling() {}

    /** @param overdue nobody has confirmed it for too long */
    static Decision.Changed of(Posting posting, boolean overdue) {
        var outcome = outcome(posting, overdue);
        return outcome == null || outcome.equals(posting.reported())
                ? new Decision.Changed(posting, null)
                : new Decision.Changed(posting.told(outcome), outcome);
    }

    private static @Nullable Outcome outcome(Posting posting, boolean overdue) {
        return switch (posting.state()) {
            case ACCEPTED -> overdue ? unconfirmed(posting) : new Outcome("ACCEPTED", null);
            case UNKNOWN -> overdue ? unconfirmed(posting) : null;
            case PLANNED ->
                Reason.forOthers(posting.reason())
                        ? new Outcome(PostingState.WAITING.name(), posting.reason())
                        : overdue ? unconfirmed(posting) : null;
            case ATTEMPTED -> null;
            case CONFIRMED ->
                new Outcome(
                        posting.state().name(),
                        ByHand.differs(posting) ? Reason.LEDGER_DIFFERS : posting.reason(),
                        shown(posting));
            case REJECTED, NOT_REQUIRED, WAITING -> new Outcome(posting.state().name(), posting.reason());
        };
    }

    /**
     * As last seen. By hand, it is confirmed as it stands; and what undoes something, that all of that is undone, or, while
     * there is nothing of it, as much as was.
     */
    private static @Nullable Long shown(Posting posting) {
        var reported = posting.reported();
        var undone = posting.key().purpose().compensates()
                && Reason.CONFIRMED_BY_HAND.equals(posting.reason())
                && posting.amount() != 0;
        return posting.reason() == null || undone || reported == null ? null : reported.shown();
    }

    private static Outcome unconfirmed(Posting posting) {
        return new Outcome(Outcome.UNCONFIRMED, posting.key().purpose().unconfirmed());
    }

    /** An operator is always answered, even where nothing changes: what was told before counts no more. */
    static Decision.Changed again(Posting posting) {
        return of(posting.untold(), false);
    }
}
