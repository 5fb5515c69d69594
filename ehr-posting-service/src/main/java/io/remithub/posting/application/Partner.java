package io.remithub.posting.application;

import io.remithub.posting.domain.Effect;
import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.Posting;
import java.util.List;
import java.util.function.Supplier;

/** Where postings take effect. Nothing of what it is asked runs in a transaction. */
public interface Partner {

    boolean serves(Effect effect);

    /** Checks every rule and gathers all that the call needs; nothing is sent that would have an effect. */
    Preparation prepare(Posting posting, OpenedClaim claim);

    /** A posting under one of its references, and the claim as it was registered when it was sent under that. */
    record Sought(Posting posting, OpenedClaim claim) {}

    /**
     * What is there by our own ids.
     *
     * @param sought one posting, under each reference that it may be there under; one at least
     * @return one look for each that the partner tells apart, or one for all where it knows the posting by something else
     */
    List<Happening> lookUp(List<Sought> sought);

    /** Before a call. */
    sealed interface Preparation {

        /** @param call made once, after the attempt is written down */
        record Ready(Happening.Attempting attempting, Supplier<Happening> call) implements Preparation {}

        /** No call is made, and this is why. */
        record NotReady(Happening because) implements Preparation {}

        static Preparation unneeded(String reason) {
            return new NotReady(new Happening.Unneeded(reason));
        }

        static Preparation blocked(String reason) {
            return new NotReady(new Happening.Blocked(reason));
        }
    }
}
