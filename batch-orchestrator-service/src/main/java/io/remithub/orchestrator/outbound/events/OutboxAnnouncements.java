package io.remithub.orchestrator.outbound.events;

import io.remithub.messaging.Outbox;
import io.remithub.messaging.OutgoingEvent;
import io.remithub.orchestrator.application.Announcements;
import io.remithub.orchestrator.application.FourEyes;
import io.remithub.orchestrator.application.Reconciliations.Confirmed;
import io.remithub.orchestrator.application.Refusal;
import io.remithub.orchestrator.application.Triggers;
import io.remithub.orchestrator.domain.Action;
import io.remithub.orchestrator.domain.BatchMove;
import io.remithub.orchestrator.domain.PaymentMove;
import io.remithub.orchestrator.domain.Trigger;
import io.remithub.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Appends everything that a transaction has to say at once. */
@ApplicationScoped
class OutboxAnnouncements implements Announcements {

    private final Outbox outbox;
    private final FourEyes fourEyes;

    OutboxAnnouncements(Outbox outbox, FourEyes fourEyes) {
        this.outbox = outbox;
        this.fourEyes = fourEyes;
    }

    @Override
    public void check(List<Confirmed> postings, Trigger trigger) {
        outbox.append(postings.stream()
                .map(posting -> new OutgoingEvent(
                        Topic.EHR_POSTING_REQUESTS,
                        posting.paymentId(),
                        posting.paymentId() + "/" + posting.claimIndex(),
                        posting.tenantId(),
                        Commands.check(posting),
                        Triggers.cause(trigger)))
                .toList());
    }

    @Override
    public void announce(
            List<PaymentMove> payments, List<BatchMove> batches, List<Refusal> refusals, SealedParts parts) {
        var events = new ArrayList<OutgoingEvent>();
        for (var move : payments) {
            announce(move, parts, events);
        }
        for (var move : batches) {
            events.add(event(
                    Topic.BATCHES_LIFECYCLE,
                    move.after().id(),
                    move.after().terms().tenantId(),
                    BatchEvents.statusChanged(move),
                    move.trigger()));
        }
        for (var refusal : refusals) {
            events.add(
                    refusal.paymentId() instanceof String paymentId
                            ? event(
                                    Topic.PAYMENTS_LIFECYCLE,
                                    paymentId,
                                    refusal.tenantId(),
                                    PaymentEvents.rejected(refusal, paymentId),
                                    refusal.trigger())
                            : event(
                                    Topic.BATCHES_LIFECYCLE,
                                    refusal.batchId(),
                                    refusal.tenantId(),
                                    BatchEvents.rejected(refusal),
                                    refusal.trigger()));
        }
        outbox.append(events);
    }

    private void announce(PaymentMove move, SealedParts parts, List<OutgoingEvent> events) {
        var payment = move.after();
        var tenant = payment.terms().tenantId();
        if (PaymentEvents.isWorthTelling(move)) {
            events.add(event(
                    Topic.PAYMENTS_LIFECYCLE, payment.id(), tenant, PaymentEvents.statusChanged(move), move.trigger()));
        }
        move.exception()
                .map(change -> PaymentEvents.exception(move, change))
                .ifPresent(told ->
                        events.add(event(Topic.PAYMENTS_LIFECYCLE, payment.id(), tenant, told, move.trigger())));
        var two = fourEyes.areAskedFor(Action.CONFIRM, payment.terms().policy());
        for (var command : move.commands()) {
            var asked = Commands.of(payment, command, parts, two);
            events.add(new OutgoingEvent(
                    asked.topic(),
                    payment.id(),
                    payment.id() + "/" + command.claim().index(),
                    tenant,
                    asked.payload(),
                    Triggers.cause(move.trigger())));
        }
    }

    private static OutgoingEvent event(
            Topic topic, String subject, String tenant, SpecificRecord payload, Trigger trigger) {
        return new OutgoingEvent(topic, subject, subject, tenant, payload, Triggers.cause(trigger));
    }
}
