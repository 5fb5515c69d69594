package io.remithub.orchestrator.inbound.kafka;

import io.quarkus.runtime.StartupEvent;
import io.remithub.messaging.Inbox;
import io.remithub.orchestrator.application.ObeyPayers;
import io.remithub.orchestrator.application.RecordClaimStatus;
import io.remithub.orchestrator.application.RecordPostings;
import io.remithub.orchestrator.application.RegisterClaims;
import io.remithub.schemas.Topic;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Each stream to its use case, once. */
@ApplicationScoped
class Streams {

    private final Inbox inbox;
    private final ObeyPayers payers;
    private final RegisterClaims registrations;
    private final RecordClaimStatus statuses;
    private final RecordPostings postings;

    Streams(
            Inbox inbox,
            ObeyPayers payers,
            RegisterClaims registrations,
            RecordClaimStatus statuses,
            RecordPostings postings) {
        this.inbox = inbox;
        this.payers = payers;
        this.registrations = registrations;
        this.statuses = statuses;
        this.postings = postings;
    }

    void open(@Observes StartupEvent starting) {
        inbox.opens(Topic.PAYMENTS_INTAKE, payers::handle);
        inbox.opens(Topic.CLAIMS_REGISTRATIONS, registrations::handle);
        inbox.opens(Topic.CLAIMS_STATUS, statuses::handle);
        inbox.opens(Topic.EHR_POSTINGS, postings::handle);
    }

    @Incoming("payments-intake")
    @Blocking
    void intake(ConsumerRecords<String, byte[]> polled) {
        inbox.apply(polled);
    }

    @Incoming("claims-registrations")
    @Blocking
    void registrations(ConsumerRecords<String, byte[]> polled) {
        inbox.apply(polled);
    }

    @Incoming("claims-status")
    @Blocking
    void statuses(ConsumerRecords<String, byte[]> polled) {
        inbox.apply(polled);
    }

    @Incoming("ehr-postings")
    @Blocking
    void postings(ConsumerRecords<String, byte[]> polled) {
        inbox.apply(polled);
    }
}
