package io.remithub.orchestrator.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What moved a payment or a batch: whose event it was, which one, and the trace that it belongs to. */
public record Trigger(
        Actor actor, @Nullable String causeId, @Nullable String traceparent, Instant at) {

    /** The same in a trace of somebody else, if there is one. */
    public Trigger in(@Nullable String other) {
        return other == null ? this : new Trigger(actor, causeId, other, at);
    }
}
