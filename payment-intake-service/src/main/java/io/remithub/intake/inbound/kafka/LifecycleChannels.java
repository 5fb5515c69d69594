package io.remithub.intake.inbound.kafka;

import io.remithub.intake.application.Projection;
import io.remithub.messaging.Inbox;
import io.remithub.messaging.ReceivedEvent;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
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

    @Incoming("payments-lifecycle")
    @Blocking
    void payments(ConsumerRecords<String, byte[]> polled) {
        inbox.apply(polled, this::project);
    }

    @Incoming("batches-lifecycle")
    @Blocking
    void batches(ConsumerRecords<String, byte[]> polled) {
        inbox.apply(polled, this::project);
    }

    private void project(List<ReceivedEvent> events) {
        projection.apply(events.stream().map(LifecycleFacts::of).toList());
    }
}
