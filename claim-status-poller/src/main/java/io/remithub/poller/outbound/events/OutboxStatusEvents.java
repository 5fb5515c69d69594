package io.remithub.poller.outbound.events;

import io.remithub.codes.Code;
import io.remithub.codes.CodeList;
import io.remithub.events.claimstatus.ClaimStatusFailed;
import io.remithub.events.claimstatus.ClaimStatusReceived;
import io.remithub.events.claimstatus.StatusReason;
import io.remithub.messaging.Outbox;
import io.remithub.messaging.OutgoingEvent;
import io.remithub.poller.application.StatusEvents;
import io.remithub.poller.application.Subscriber;
import io.remithub.poller.domain.ClaimStatus;
import io.remithub.poller.domain.ClaimStatus.Check;
import io.remithub.poller.domain.Decision.Failure;
import io.remithub.poller.domain.Decision.Report;
import io.remithub.schemas.ExceptionCode;
import io.remithub.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Tells each payment that waits, caused by its own request. */
@ApplicationScoped
class OutboxStatusEvents implements StatusEvents {

    private final Outbox outbox;

    OutboxStatusEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void tell(List<Told> told) {
        outbox.append(told.stream()
                .flatMap(one -> one.subscribers().stream().flatMap(subscriber -> events(one, subscriber)))
                .toList());
    }

    private static Stream<OutgoingEvent> events(Told told, Subscriber subscriber) {
        Instant at = told.at().truncatedTo(ChronoUnit.MILLIS);
        return switch (told.report()) {
            case Report.Received(var status) ->
                status.checksOf(subscriber.issuerPaymentId()).stream()
                        .map(check -> event(subscriber, received(told.ticketId(), subscriber, status, check, at)));
            case Report.Failed(var failure, var httpStatus) ->
                Stream.of(event(subscriber, failed(told.ticketId(), subscriber, failure, httpStatus, at)));
        };
    }

    private static OutgoingEvent event(Subscriber subscriber, SpecificRecord payload) {
        return new OutgoingEvent(
                Topic.CLAIMS_STATUS,
                subscriber.paymentId(),
                subscriber.paymentId() + "/" + subscriber.claimIndex(),
                subscriber.tenantId(),
                payload,
                subscriber.cause());
    }

    private static SpecificRecord received(
            String ticketId, Subscriber subscriber, ClaimStatus status, Check check, Instant receivedAt) {
        return ClaimStatusReceived.newBuilder()
                .setTenantId(subscriber.tenantId())
                .setPaymentId(subscriber.paymentId())
                .setClaimIndex(subscriber.claimIndex())
                .setIssuance(subscriber.issuance())
                .setClaimKey(subscriber.claimKey())
                .setTicketId(ticketId)
                .setCategory(status.category())
                .setCategoryDescription(description(CodeList.CLAIM_STATUS_CATEGORY, status.category()))
                .setStatusCode(status.statusCode())
                .setStatusDescription(description(CodeList.CLAIM_STATUS, status.statusCode()))
                .setMeaning(status.meaning().name())
                .setNextAction(status.meaning().nextAction())
                .setChargeAmount(status.amounts().charge())
                .setPaidAmount(status.amounts().paid())
                .setAllowedAmount(status.amounts().allowed())
                .setPatientAmount(status.amounts().patient())
                .setCheckNumber(check.number())
                .setCheckDate(check.date())
                .setCheckStatus(check.status())
                .setCheckCashedOn(check.cashedOn())
                .setAdjudicatedOn(status.adjudicatedOn())
                .setAuthorizationCaseId(status.authorizationCaseId())
                .setReasons(status.reasons().stream()
                        .map(reason -> new StatusReason(reason.kind(), reason.code()))
                        .toList())
                .setReceivedAt(receivedAt)
                .build();
    }

    /** The list's: what the answer says in words may name a patient. */
    private static @Nullable String description(CodeList list, @Nullable String code) {
        return code == null ? null : list.find(code).map(Code::description).orElse(null);
    }

    private static SpecificRecord failed(
            String ticketId, Subscriber subscriber, Failure failure, @Nullable Integer httpStatus, Instant failedAt) {
        return ClaimStatusFailed.newBuilder()
                .setTenantId(subscriber.tenantId())
                .setPaymentId(subscriber.paymentId())
                .setClaimIndex(subscriber.claimIndex())
                .setIssuance(subscriber.issuance())
                .setClaimKey(subscriber.claimKey())
                .setTicketId(ticketId)
                .setCode(ExceptionCode.valueOf(failure.name()).wire())
                .setHttpStatus(httpStatus)
                .setFailedAt(failedAt)
                .build();
    }
}
