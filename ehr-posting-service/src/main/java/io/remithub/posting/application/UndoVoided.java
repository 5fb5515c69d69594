package io.remithub.posting.application;

import static java.util.stream.Collectors.toSet;

import io.remithub.posting.application.Postings.Held;
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
     * known what was.
     *
     * @return those that moved thereby
     */
    Map<PostingKey, Posting> heed(List<Posting> moved) {
        var known = moved.stream()
                .filter(posting -> !posting.key().purpose().compensates()
                        && !posting.state().inFlight())
                .toList();
        var fences = requests.fenced(
                known.stream().map(posting -> posting.key().claim()).collect(toSet()));
        var dropped = new ArrayList<Step>();
        for (var posting : known) {
            if (fences.get(posting.key().claim()) instanceof Origin because) {
                switch (posting.state()) {
                    case CONFIRMED, NOT_REQUIRED -> undo(posting, because);
                    default -> dropped.add(Step.of(posting.key(), new Happening.Fenced()));
                }
            }
        }
        return transitions.apply(dropped);
    }

    /** Plans what undoes one whose fate is known. */
    void undo(Posting posting, Origin because) {
        var amount = postings.ledger(posting.key().claim()).undoneByVoid(posting);
        var undo = posting.compensation(amount, because, clock.instant());
        if (transitions.plan(List.of(undo)).isEmpty()) {
            undoAfterAll(undo);
        }
    }

    /** The reversal found nothing to undo, and then the partner did what had been dropped. */
    private void undoAfterAll(Posting undo) {
        if (undo.state() == PostingState.PLANNED
                && postings.lock(undo.key()) instanceof Held before
                && before.posting().state() == PostingState.NOT_REQUIRED
                && Reason.NOTHING_TO_POST.equals(before.posting().reason())) {
            transitions.planAfterAll(before, undo);
        }
    }
}
