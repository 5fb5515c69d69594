package io.remithub.messaging;

import io.quarkus.runtime.StartupEvent;
import io.remithub.events.postings.PostingOutcome;
import io.remithub.schemas.Topic;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.event.Observes;
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

    volatile boolean mended;
    volatile Runnable before = () -> {};

    private final Inbox inbox;

    PostingsChannel(Inbox inbox) {
        this.inbox = inbox;
    }

    void open(@Observes StartupEvent starting) {
        inbox.opens(Topic.EHR_POSTINGS, events -> {
            before.run();
            events.forEach(this::take);
        });
    }

    @Incoming("postings")
    @Blocking
    void on(ConsumerRecords<String, byte[]> polled) {
        inbox.apply(polled);
    }

    private void take(ReceivedEvent event) {
        try (var _ = Traces.resume(event.cause())) {
            if (((PostingOutcome) event.payload()).getAmount() < 0 && !mended) {
                throw new IllegalStateException("poison");
            }
            received.add(event);
            traces.add(String.valueOf(Traces.traceparent()));
        }
    }
}
