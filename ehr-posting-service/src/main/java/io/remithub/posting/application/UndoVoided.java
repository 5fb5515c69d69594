package io.remithub.posting.application;

import static java.util.stream.Collectors.toSet;

import io.remithub.posting.application.Postings.Held;
import io.remithub.posting.domain.ClaimLedger;
import io.remithub.posting.domain.Compensations;
import io.remithub.posting.domain.Effect;
import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.Posting.Origin;
import io.remithub.posting.domain.PostingKey;
import io.remithub.posting.domain.PostingState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Undoes what was posted of a payment that is voided, as soon as its fate is known. In its caller's transaction. */
@ApplicationScoped
class UndoVoided {

    private final Postings postings;
    private final Requests requests;
    private final Transitions transitions;
    private final Clock clock;

    UndoVoided(Postings postings, Requests requests, Transitions transitions, Clock clock) {
        this.postings = postings;
        this.requests = requests;
        this.transitions = transitions;
        this.clock = clock;
    }

    /**
     * What was in flight when the reversal came: dropped where it turns out that nothing was done, undone as soon as it is
     * known what was. Where the ledger shows it otherwise by then, what undoes it is reckoned anew; so it is where what was
     * to be taken off a voided charge is dropped, or done after all.
     *
     * @return those that moved thereby
     */
    Map<PostingKey, Posting> heed(List<Posting> moved) {
        var known =
                moved.stream().filter(posting -> !posting.state().inFlight()).toList();
        // Locked before it is asked which are voided: whoever voids one now finds what was left of it here.
        var charges = locked(known.stream()
                .filter(UndoVoided::isOfCharge)
                .flatMap(posting -> Stream.ofNullable(posting.undone()))
                .collect(toSet()));
        var fences = requests.fenced(Stream.concat(known.stream(), charges.stream())
                .map(posting -> posting.key().claim())
                .collect(toSet()));
        var dropped = new ArrayList<Step>();
        for (var posting : known) {
            if (fences.get(posting.key().claim()) instanceof Origin because) {
                if (posting.key().purpose().compensates()) {
                    undoOf(posting, because);
                } else if (isDone(posting)) {
                    undo(posting, because);
                } else {
                    dropped.add(Step.of(posting.key(), new Happening.Fenced()));
                }
            }
        }
        for (var charge : charges) {
            if (fences.get(charge.key().claim()) instanceof Origin because) {
                undo(charge, because);
            }
        }
        return transitions.apply(dropped);
    }

    /**
     * Plans what undoes one whose fate is known; or, where that was done before, says what there is to undo by now. Of what
     * was taken off a charge that is locked first: whoever voids it at the same time is seen here, or sees this.
     */
    void undo(Posting posting, Origin because) {
        if (isOfCharge(posting) && posting.undone() instanceof PostingKey charge) {
            postings.lock(charge);
        }
        undo(posting, because, postings.ledger(posting.key().claim()));
    }

    private void undo(Posting posting, Origin because, ClaimLedger ledger) {
        var undo = new Compensations(ledger).of(posting, because, clock.instant());
        if (transitions.plan(List.of(undo)).isEmpty()) {
            transitions.apply(undo.key(), new Happening.Reckoned(undo));
        }
    }

    /** While it was under way, there may have come to be otherwise to undo. */
    private void undoOf(Posting undo, Origin because) {
        var ledger = postings.ledger(undo.key().claim());
        if (ledger.undone(undo) instanceof Posting undone) {
            undo(undone, because, ledger);
        }
    }

    private static boolean isOfCharge(Posting posting) {
        return posting.effect() == Effect.ADJUSTMENT && !posting.key().purpose().compensates() && isDone(posting);
    }

    /** Or there was nothing to do. */
    private static boolean isDone(Posting posting) {
        return posting.state() == PostingState.CONFIRMED || posting.state() == PostingState.NOT_REQUIRED;
    }

    private List<Posting> locked(Set<PostingKey> keys) {
        return keys.isEmpty()
                ? List.of()
                : postings.lock(keys).values().stream().map(Held::posting).toList();
    }
}
