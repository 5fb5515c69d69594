package io.remithub.poller.inbound.kafka;

import io.quarkus.runtime.StartupEvent;
import io.remithub.messaging.Inbox;
import io.remithub.poller.application.RequestClaimStatus;
import io.remithub.schemas.Topic;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
class ClaimStatusRequests {

    private final Inbox inbox;
    private final RequestClaimStatus requests;

    ClaimStatusRequests(Inbox inbox, RequestClaimStatus requests) {
        this.inbox = inbox;
        this.requests = requests;
    }

    void open(@Observes StartupEvent starting) {
        inbox.opens(Topic.CLAIMS_STATUS_REQUESTS, requests::handle);
    }

    @Incoming("claims-status-requests")
    @Blocking
    void on(ConsumerRecords<String, byte[]> polled) {
        inbox.apply(polled);
    }
}
