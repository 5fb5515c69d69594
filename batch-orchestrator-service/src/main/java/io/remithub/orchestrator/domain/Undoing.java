package io.remithub.orchestrator.domain;

import java.util.EnumMap;
import java.util.Map;

/**
 * A claim of an issuance that was voided after its posting had been asked for, or of which something is known to have been
 * posted: a fence is asked for, and what was posted is undone. It stays on record, so that what comes late is told to the
 * issuance that it is of.
 *
 * @param asked the fence has been asked for
 */
public record Undoing(int claimIndex, int issuance, Postings postings, boolean asked) {

    static Undoing of(int claimIndex, int issuance, Postings postings) {
        return new Undoing(claimIndex, issuance, postings, false);
    }

    boolean is(int claim, int of) {
        return claimIndex == claim && issuance == of;
    }

    /** Both are always told: what was never posted is undone by nothing. What is disputed may stand in part, or again. */
    boolean isUndone() {
        return postings.isUndisputed(Purpose.REVERSAL) && postings.isUndisputed(Purpose.CHARGE_ADJUSTMENT);
    }

    /** What can stand in its way: the fence drops what was not posted, and waits for what may have been. */
    Map<Purpose, Posting> inTheWay() {
        var standing = new EnumMap<Purpose, Posting>(Purpose.class);
        postings.outcomes().forEach((purpose, posting) -> {
            if (purpose.isUndoing() || posting.outcome() == Posting.Outcome.UNCONFIRMED) {
                standing.put(purpose, posting);
            }
        });
        return standing;
    }

    Undoing with(Postings now) {
        return new Undoing(claimIndex, issuance, now, asked);
    }

    Undoing ask() {
        return new Undoing(claimIndex, issuance, postings, true);
    }
}
