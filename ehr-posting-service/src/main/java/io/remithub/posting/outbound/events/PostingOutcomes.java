package io.remithub.posting.outbound.events;

import io.remithub.events.postings.PostingOutcome;
import io.remithub.messaging.Cause;
import io.remithub.messaging.Outbox;
import io.remithub.messaging.OutgoingEvent;
import io.remithub.posting.application.Outcomes;
import io.remithub.posting.domain.Reason;
import io.remithub.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

@ApplicationScoped
class PostingOutcomes implements Outcomes {

    private final Outbox outbox;

    PostingOutcomes(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void tell(List<Told> told, Instant at) {
        outbox.append(told.stream().map(one -> event(one, at)).toList());
    }

    private static OutgoingEvent event(Told told, Instant at) {
        var posting = told.posting();
        var outcome = told.outcome();
        var key = posting.key();
        var payload = PostingOutcome.newBuilder()
                .setTenantId(posting.tenantId())
                .setPaymentId(key.paymentId())
                .setClaimIndex(key.claimIndex())
                .setIssuance(key.issuance())
                .setPurpose(key.purpose().name())
                .setTransactionId(posting.reference().transactionId())
                .setAmount(posting.signedAmount())
                .setOutcome(outcome.code())
                .setReasonCode(outcome.reason())
                .setAt(at.truncatedTo(ChronoUnit.MILLIS))
                .setEhrSubdomain(posting.reference().subdomain())
                .setEhrLocationId(posting.reference().locationId())
                .setLedgerAmount(Reason.LEDGER_DIFFERS.equals(outcome.reason()) ? outcome.shown() : null)
                .build();
        var origin = posting.origin();
        return new OutgoingEvent(
                Topic.EHR_POSTINGS,
                key.paymentId(),
                key.subject(),
                posting.tenantId(),
                payload,
                new Cause(origin.eventId(), origin.traceparent()));
    }
}
