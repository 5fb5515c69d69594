package io.remithub.messaging;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * One span for each event that is applied: from when it was written at its sender to when its effect has committed here,
 * so that it shows what outbox, broker and backlog cost. What follows from the event hangs below it.
 */
@ApplicationScoped
class Deliveries {

    private final Tracer tracer;
    private final TransactionSynchronizationRegistry transaction;
    private final boolean wanted;

    Deliveries(
            Tracer tracer,
            TransactionSynchronizationRegistry transaction,
            @ConfigProperty(name = "quarkus.otel.exporter.otlp.traces.endpoint") String collector) {
        this.tracer = tracer;
        this.transaction = transaction;
        this.wanted = !collector.isBlank();
    }

    /** Within the transaction that applies them. */
    List<ReceivedEvent> traced(List<ReceivedEvent> events) {
        if (!wanted) {
            return events;
        }
        var traced = new ArrayList<ReceivedEvent>(events.size());
        var spans = new ArrayList<Span>();
        for (ReceivedEvent event : events) {
            SpanContext sender = Traces.parse(event.cause().traceparent());
            if (sender.isSampled()) {
                Span span = begin(event, sender);
                spans.add(span);
                traced.add(event.within(Traces.traceparent(span.getSpanContext())));
            } else {
                traced.add(event);
            }
        }
        if (!spans.isEmpty()) {
            transaction.registerInterposedSynchronization(new End(spans));
        }
        return traced;
    }

    private Span begin(ReceivedEvent event, SpanContext sender) {
        Instant now = Instant.now();
        return tracer.spanBuilder(event.topic().topicName() + " process")
                .setParent(Context.root().with(Span.wrap(sender)))
                .setSpanKind(SpanKind.CONSUMER)
                .setStartTimestamp(event.time().isBefore(now) ? event.time() : now)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", event.topic().topicName())
                .setAttribute("messaging.message.id", event.id())
                .setAttribute(
                        "cloudevents.event_type", event.payload().getSchema().getFullName())
                .setAttribute("cloudevents.event_subject", event.subject())
                .startSpan()
                .addEvent("taken", now);
    }

    private record End(List<Span> spans) implements Synchronization {
        @Override
        public void beforeCompletion() {
            // it lasts until its effect is there
        }

        @Override
        public void afterCompletion(int status) {
            for (Span span : spans) {
                if (status != Status.STATUS_COMMITTED) {
                    span.setStatus(StatusCode.ERROR);
                }
                span.end();
            }
        }
    }
}
