package io.remithub.messaging;

import org.jspecify.annotations.Nullable;

/**
 * What made something happen: the event and the trace that work goes on in. Whoever leaves work for later stores both
 * with it.
 *
 * @param eventId {@code ce_id} of the event, null when a request or a timer was the cause
 * @param traceparent W3C trace context, null when there is none
 */
public record Cause(@Nullable String eventId, @Nullable String traceparent) {

    public static final Cause NONE = new Cause(null, null);

    /** The request that is being served on this thread. */
    public static Cause current() {
        return new Cause(null, Traces.traceparent());
    }
}
