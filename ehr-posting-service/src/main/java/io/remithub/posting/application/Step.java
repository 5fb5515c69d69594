package io.remithub.posting.application;

import io.remithub.posting.domain.Happening;
import io.remithub.posting.domain.PostingKey;
import org.jspecify.annotations.Nullable;

/**
 * What one posting is to take.
 *
 * @param lease of the worker that brings it: without it, what it learned is left to the one who has it; null: whoever comes
 * @param call under which reference the call was made that this is the answer to; null: it is none
 */
record Step(
        PostingKey key,
        Happening happening,
        @Nullable Lease lease,
        @Nullable String call) {

    /** A webhook, an operator, a reversal. */
    static Step of(PostingKey key, Happening happening) {
        return new Step(key, happening, null, null);
    }

    static Step under(Lease lease, Happening happening) {
        return new Step(lease.key(), happening, lease, null);
    }

    static Step answer(Lease lease, Happening happening, @Nullable String call) {
        return new Step(lease.key(), happening, lease, call);
    }
}
