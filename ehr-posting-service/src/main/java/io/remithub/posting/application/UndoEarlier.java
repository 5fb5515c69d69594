package io.remithub.posting.application;

import io.remithub.posting.domain.ClaimLedger.Found;
import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Finds what a reversal in a remittance (CLP02 22) takes back, and binds it to that, so that nothing is undone twice. */
@ApplicationScoped
class UndoEarlier {

    private final Postings postings;
    private final Transitions transitions;

    UndoEarlier(Postings postings, Transitions transitions) {
        this.postings = postings;
        this.transitions = transitions;
    }

    /** @return whether it may be posted as it is; if not, it has been moved, or bound, and is looked at again */
    boolean settled(Lease lease, Posting posting) {
        switch (postings.ledger(posting.key().claim()).original(posting)) {
            case Found.Original(var original) -> bind(lease, posting, original);
            case Found.NotYet(var reason) -> transitions.apply(lease, new Happening.NotDelivered(reason, null));
            case Found.LeftOut() -> transitions.apply(lease, new Happening.Unneeded(Reason.LOCATION_MODE));
            case Found.Nothing(var reason) -> {
                if (posting.approved()) {
                    return true;
                }
                // It may have overtaken what it takes back.
                transitions.apply(
                        lease,
                        reason.equals(Reason.ORIGINAL_UNKNOWN)
                                ? new Happening.NotDelivered(reason, null)
                                : new Happening.Blocked(reason));
            }
        }
        return false;
    }

    /** The original is locked first: whoever else would undo it waits, and then finds less of it left. */
    @Transactional
    void bind(Lease lease, Posting posting, Posting original) {
        postings.lock(original.key());
        var still = postings.ledger(posting.key().claim()).original(posting);
        var same = still instanceof Found.Original(var found) && found.key().equals(original.key());
        transitions.apply(
                lease,
                same
                        ? new Happening.Undoes(original.key().claim())
                        : new Happening.NotDelivered(Reason.ORIGINAL_NOT_CONFIRMED, null));
    }
}
