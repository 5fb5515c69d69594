package io.remithub.posting.application;

import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.PostingKey;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Carries out what an operator decided about a posting that cannot go on by itself. */
@ApplicationScoped
public class ResolvePosting {

    /** What an operator can decide. */
    public enum Action {
        RETRY,
        CONFIRM,
        APPROVE,
        CANCEL,
        /** Look whether the ledger still says the same. */
        CHECK
    }

    private final Transitions transitions;

    ResolvePosting(Transitions transitions) {
        this.transitions = transitions;
    }

    /** @param seen the signed cents that were decided about; null where nobody says */
    public void handle(PostingKey key, Action action, @Nullable Long seen) {
        transitions.apply(
                key,
                switch (action) {
                    case RETRY -> new Happening.Retry();
                    case CONFIRM -> new Happening.ConfirmByHand(seen);
                    case APPROVE -> new Happening.Approve(seen);
                    case CANCEL -> new Happening.Cancel();
                    case CHECK -> new Happening.Check();
                });
    }
}
