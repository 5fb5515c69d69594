package io.remithub.messaging;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** One trace from the request to the last partner call, over topics, tables and restarts. */
public final class Traces {

    private static final String TRACE_ID = "traceId";

    private Traces() {}

    /** The running trace as a W3C {@code traceparent}, null outside any. */
    public static @Nullable String traceparent() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid() ? traceparent(span) : null;
    }

    static String traceparent(SpanContext span) {
        return "00-%s-%s-%s"
                .formatted(
                        span.getTraceId(),
                        span.getSpanId(),
                        span.getTraceFlags().asHex());
    }

    /** Makes the cause's trace the current one until closed; without one, nothing changes. */
    @SuppressWarnings("MustBeClosedChecker") // the scope is closed by what is returned
    public static Resumed resume(Cause cause) {
        SpanContext span = parse(cause.traceparent());
        if (!span.isValid()) {
            return () -> {};
        }
        Object before = MDC.get(TRACE_ID);
        Scope scope = Context.current().with(Span.wrap(span)).makeCurrent();
        MDC.put(TRACE_ID, span.getTraceId());
        return () -> {
            scope.close();
            if (before == null) {
                MDC.remove(TRACE_ID);
            } else {
                MDC.put(TRACE_ID, before);
            }
        };
    }

    /**
     * What comes back by itself is a span in the trace of what it answers, linked to the request that brought it: whoever
     * sends it knows nothing of our traces.
     */
    public static void answered(Cause cause, String name, Cause request) {
        SpanContext asked = parse(cause.traceparent());
        if (asked.isSampled()) {
            GlobalOpenTelemetry.getTracer("io.remithub")
                    .spanBuilder(name)
                    .setParent(Context.root().with(Span.wrap(asked)))
                    .setSpanKind(SpanKind.CONSUMER)
                    .addLink(parse(request.traceparent()))
                    .startSpan()
                    .end();
        }
    }

    static SpanContext parse(@Nullable String traceparent) {
        if (traceparent == null || traceparent.length() != 55) {
            return SpanContext.getInvalid();
        }
        return SpanContext.createFromRemoteParent(
                traceparent.substring(3, 35),
                traceparent.substring(36, 52),
                TraceFlags.fromHex(traceparent, 53),
                TraceState.getDefault());
    }

    /** A trace that is current until this is closed. */
    @FunctionalInterface
    public interface Resumed extends AutoCloseable {
        @Override
        void close();
    }
}
