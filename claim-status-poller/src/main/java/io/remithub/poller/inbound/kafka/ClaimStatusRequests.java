package io.remithub.poller.inbound.kafka;

import io.remithub.messaging.Inbox;
import io.remithub.poller.application.RequestClaimStatus;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
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

    @Incoming("claims-status-requests")
    @Blocking
    void on(ConsumerRecords<String, byte[]> polled) {
        inbox.apply(polled, requests::handle);
    }
}
