package io.remithub.intake.inbound.kafka;

import io.quarkus.runtime.StartupEvent;
import io.remithub.intake.application.Projection;
import io.remithub.messaging.Inbox;
import io.remithub.messaging.ReceivedEvent;
import io.remithub.schemas.Topic;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
class LifecycleChannels {

    private final Inbox inbox;
    private final Projection projection;

    LifecycleChannels(Inbox inbox, Projection projection) {
        this.inbox = inbox;
        this.projection = projection;
    }

    void open(@Observes StartupEvent starting) {
        inbox.opens(Topic.PAYMENTS_LIFECYCLE, this::project);
        inbox.opens(Topic.BATCHES_LIFECYCLE, this::project);
    }

    @Incoming("payments-lifecycle")
    @Blocking
    void payments(ConsumerRecords<String, byte[]> polled) {
        inbox.apply(polled);
    }

    @Incoming("batches-lifecycle")
    @Blocking
    void batches(ConsumerRecords<String, byte[]> polled) {
        inbox.apply(polled);
    }

    private void project(List<ReceivedEvent> events) {
        projection.apply(events.stream().map(LifecycleFacts::of).toList());
    }
}
