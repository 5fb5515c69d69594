package io.remithub.posting.application;

import static java.util.stream.Collectors.toSet;

import io.remithub.posting.application.Postings.Held;
import io.remithub.posting.domain.Compensations;
import io.remithub.posting.domain.Effect;
import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.Posting;
import io.remithub.posting.domain.Posting.Origin;
import io.remithub.posting.domain.PostingKey;
import io.remithub.posting.domain.PostingState;
import io.remithub.posting.domain.Reason;
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
     * known what was. What was to be taken off a voided charge and is dropped is undone with the rest of that.
     *
     * @return those that moved thereby
     */
    Map<PostingKey, Posting> heed(List<Posting> moved) {
        var known = moved.stream()
                .filter(posting -> !posting.key().purpose().compensates()
                        && !posting.state().inFlight())
                .toList();
        // Locked before it is asked which are voided: whoever voids one now finds what was left of it here.
        var charges = locked(moved.stream()
                .filter(UndoVoided::leavesMore)
                .flatMap(posting -> Stream.ofNullable(posting.undone()))
                .collect(toSet()));
        var fences = requests.fenced(Stream.concat(known.stream(), charges.stream())
                .map(posting -> posting.key().claim())
                .collect(toSet()));
        var dropped = new ArrayList<Step>();
        for (var posting : known) {
            if (fences.get(posting.key().claim()) instanceof Origin because) {
                switch (posting.state()) {
                    case CONFIRMED, NOT_REQUIRED -> undo(posting, because);
                    default -> dropped.add(Step.of(posting.key(), new Happening.Fenced()));
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

    /** Plans what undoes one whose fate is known. */
    void undo(Posting posting, Origin because) {
        var undo = new Compensations(postings.ledger(posting.key().claim())).of(posting, because, clock.instant());
        if (transitions.plan(List.of(undo)).isEmpty() && undo.state() != PostingState.NOT_REQUIRED) {
            undoAfterAll(undo);
        }
    }

    /**
     * The reversal found nothing to undo, and then the partner did what had been dropped; or less of a charge than is left of
     * it now.
     */
    private void undoAfterAll(Posting undo) {
        if (postings.lock(undo.key()) instanceof Held before) {
            var there = before.posting();
            if (there.state() == PostingState.NOT_REQUIRED && Reason.NOTHING_TO_POST.equals(there.reason())) {
                transitions.planAfterAll(before, undo);
            } else if (undo.effect() == Effect.ADJUSTMENT) {
                transitions.apply(undo.key(), new Happening.UndoesMore(undo.amount()));
            }
        }
    }

    /** A takeback that is dropped leaves more of its charge to undo than the void of that may have found. */
    private static boolean leavesMore(Posting posting) {
        var since = posting.key().purpose().compensates() ? PostingState.CONFIRMED : PostingState.NOT_REQUIRED;
        return posting.effect() == Effect.ADJUSTMENT && posting.state() == since;
    }

    private List<Posting> locked(Set<PostingKey> keys) {
        return keys.isEmpty()
                ? List.of()
                : postings.lock(keys).values().stream().map(Held::posting).toList();
    }
}
