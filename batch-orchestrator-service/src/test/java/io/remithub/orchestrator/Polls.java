package io.remithub.orchestrator;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.remithub.messaging.ReceivedEvent;
import io.remithub.orchestrator.application.ObeyPayers;
import io.remithub.orchestrator.application.RecordClaimStatus;
import io.remithub.orchestrator.application.RecordPostings;
import io.remithub.orchestrator.application.RegisterClaims;
import io.remithub.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** Events handed to their use cases at once, as one poll and in one transaction: what they did is committed on return. */
@ApplicationScoped
class Polls {

    private final ObeyPayers payers;
    private final RegisterClaims registrations;
    private final RecordClaimStatus statuses;
    private final RecordPostings postings;

    Polls(ObeyPayers payers, RegisterClaims registrations, RecordClaimStatus statuses, RecordPostings postings) {
        this.payers = payers;
        this.registrations = registrations;
        this.statuses = statuses;
        this.postings = postings;
    }

    List<ReceivedEvent> intake(String batchId, SpecificRecord... events) {
        return poll(payers::handle, Topic.PAYMENTS_INTAKE, batchId, events);
    }

    /** Of many batches, one event each. */
    void intake(Map<String, SpecificRecord> byBatch) {
        poll(payers::handle, Topic.PAYMENTS_INTAKE, byBatch);
    }

    void registered(String... claimKeys) {
        poll(
                registrations::handle,
                Topic.CLAIMS_REGISTRATIONS,
                Stream.of(claimKeys).collect(toMap(identity(), Events::registered)));
    }

    void registered(String claimKey, long revision) {
        poll(registrations::handle, Topic.CLAIMS_REGISTRATIONS, claimKey, Events.registered(claimKey, revision));
    }

    /** Of many payments, one event each. */
    void statuses(Map<String, SpecificRecord> byPayment) {
        poll(statuses::handle, Topic.CLAIMS_STATUS, byPayment);
    }

    void statuses(String paymentId, SpecificRecord... events) {
        poll(statuses::handle, Topic.CLAIMS_STATUS, paymentId, events);
    }

    void postings(String paymentId, SpecificRecord... events) {
        poll(postings::handle, Topic.EHR_POSTINGS, paymentId, events);
    }

    private static void poll(
            Consumer<List<ReceivedEvent>> handler, Topic topic, Map<String, ? extends SpecificRecord> byKey) {
        var received = byKey.entrySet().stream()
                .map(event -> Events.received(topic, event.getKey(), event.getValue()))
                .toList();
        QuarkusTransaction.requiringNew().run(() -> handler.accept(received));
    }

    private static List<ReceivedEvent> poll(
            Consumer<List<ReceivedEvent>> handler, Topic topic, String key, SpecificRecord... events) {
        var received = Stream.of(events)
                .map(event -> Events.received(topic, key, event))
                .toList();
        QuarkusTransaction.requiringNew().run(() -> handler.accept(received));
        return received;
    }
}
