package io.remithub.messaging;

import io.remithub.events.postings.PostingOutcome;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A channel as every service has it. */
@Singleton
class PostingsChannel {

    final List<ReceivedEvent> received = new CopyOnWriteArrayList<>();
    final List<String> traces = new CopyOnWriteArrayList<>();

    private final Inbox inbox;

    PostingsChannel(Inbox inbox) {
        this.inbox = inbox;
    }

    @Incoming("postings")
    @Blocking
    void on(ConsumerRecords<String, byte[]> polled) {
        inbox.apply(
                polled,
                events -> events.forEach(event -> {
                    try (var _ = Traces.resume(event.cause())) {
                        if (((PostingOutcome) event.payload()).getAmount() < 0) {
                            throw new IllegalStateException("poison");
                        }
                        received.add(event);
                        traces.add(String.valueOf(Traces.traceparent()));
                    }
                }));
    }
}
