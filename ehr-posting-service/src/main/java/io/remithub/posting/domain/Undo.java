package io.remithub.posting.domain;

import static io.remithub.posting.domain.PostingState.NOT_REQUIRED;
import static io.remithub.posting.domain.PostingState.PLANNED;
import static io.remithub.posting.domain.PostingState.WAITING;

import java.time.Instant;

/** What becomes of what undoes a posting, and has not been done, when there is otherwise to undo than was known. */
final class Undo {

    private Undo() {}

    /** @param undo as it would be planned by now */
    static Decision reckoned(Posting there, Posting undo, Instant now) {
        return switch (there.state()) {
            case PLANNED, WAITING, REJECTED -> {
                if (there.effect() == Effect.CHARGE) {
                    yield new Decision.Ignored("what is given back of a charge is a charge of its own");
                }
                // Nobody has been asked yet.
                var doubtful = there.state() == PLANNED && !there.approved() && undo.state() == WAITING;
                yield undo.amount() != there.amount() || doubtful
                        ? Telling.again(otherwise(ByHand.anew(there, now), undo.amount()))
                        : new Decision.Ignored("undoes as much");
            }
            case NOT_REQUIRED ->
                Reason.NOTHING_TO_POST.equals(there.reason()) && undo.amount() > 0
                        ? Telling.of(afterAll(there, undo), false)
                        : new Decision.Ignored("nothing to undo");
            case ATTEMPTED, UNKNOWN, ACCEPTED, CONFIRMED -> new Decision.Ignored("looked at once it is known");
        };
    }

    private static Posting otherwise(Posting anew, long cents) {
        return cents > 0
                ? anew.of(cents).reviewed()
                : anew.to(NOT_REQUIRED, Reason.NOTHING_TO_POST, anew.tries().due(null));
    }

    /** References that were used up stay so. */
    private static Posting afterAll(Posting there, Posting undo) {
        return undo.at(there.tries().due(undo.tries().dueAt())).told(there.reported());
    }
}
