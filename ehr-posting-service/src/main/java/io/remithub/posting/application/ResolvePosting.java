package io.remithub.posting.application;

import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.PostingKey;
import jakarta.enterprise.context.ApplicationScoped;

/** Carries out what an operator decided about a posting that cannot go on by itself. */
@ApplicationScoped
public class ResolvePosting {

    /** What an operator can decide. */
    public enum Action {
        RETRY(new Happening.Retry()),
        CONFIRM(new Happening.ConfirmByHand()),
        APPROVE(new Happening.Approve()),
        CANCEL(new Happening.Cancel()),
        /** Look whether the ledger still says the same. */
        CHECK(new Happening.Check());

        private final Happening happening;

        Action(Happening happening) {
            this.happening = happening;
        }
    }

    private final Transitions transitions;

    ResolvePosting(Transitions transitions) {
        this.transitions = transitions;
    }

    public void handle(PostingKey key, Action action) {
        transitions.apply(key, action.happening);
    }
}
