package io.remithub.posting.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often a posting was tried.
 *
 * @param undelivered of the attempts, those that provably never arrived
 * @param lookups asked since the last call or acceptance
 * @param retried the one repetition that proven absence allows has been used
 * @param generation how often it was begun anew after the partner had rejected it
 * @param attemptedAt when the last call was committed
 * @param dueAt when there is work again; null when only others can move it
 */
public record Tries(
        int attempts,
        int undelivered,
        int lookups,
        boolean retried,
        int generation,
        @Nullable Instant attemptedAt,
        @Nullable Instant dueAt) {

    static final Tries NONE = new Tries(0, 0, 0, false, 0, null, null);

    Tries due(@Nullable Instant at) {
        return new Tries(attempts, undelivered, lookups, retried, generation, attemptedAt, at);
    }

    Tries sent(Instant now) {
        return new Tries(attempts + 1, undelivered, 0, retried, generation, now, now);
    }

    Tries notDelivered() {
        return new Tries(attempts, undelivered + 1, lookups, retried, generation, attemptedAt, dueAt);
    }

    /** One more without an answer. */
    Tries again(Instant due) {
        return new Tries(attempts, undelivered, lookups + 1, retried, generation, attemptedAt, due);
    }

    Tries anew(Instant due) {
        return new Tries(attempts, undelivered, 0, retried, generation, attemptedAt, due);
    }

    /** To be sent again, and not a third time. */
    Tries once(Instant due) {
        return new Tries(attempts, undelivered, 0, true, generation, attemptedAt, due);
    }
}
