package io.remithub.intake.inbound.kafka;

import static java.util.stream.Collectors.toMap;

import io.remithub.events.batches.BatchStatusChanged;
import io.remithub.events.payments.CommandRejected;
import io.remithub.events.payments.ExceptionCause;
import io.remithub.events.payments.PaymentExceptionOpened;
import io.remithub.events.payments.PaymentExceptionResolved;
import io.remithub.events.payments.PaymentStatusChanged;
import io.remithub.events.payments.StatusStep;
import io.remithub.intake.application.DetailedView.Cause;
import io.remithub.intake.application.DetailedView.Progress;
import io.remithub.intake.application.DetailedView.RejectedCommand;
import io.remithub.intake.application.DetailedView.Step;
import io.remithub.intake.application.LifecycleFact;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.Money;
import io.remithub.intake.domain.PaymentId;
import io.remithub.messaging.ReceivedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Events of the lifecycle streams in this service's words. */
final class LifecycleFacts {

    private LifecycleFacts() {}

    static LifecycleFact of(ReceivedEvent event) {
        return switch (event.payload()) {
            case PaymentStatusChanged changed -> moved(changed, event.time());
            case PaymentExceptionOpened opened ->
                new LifecycleFact.ExceptionOpened(
                        new PaymentId(opened.getPaymentId()),
                        opened.getExceptionId(),
                        opened.getOpenedAt(),
                        opened.getCauses().stream().map(LifecycleFacts::cause).toList());
            case PaymentExceptionResolved resolved ->
                new LifecycleFact.ExceptionResolved(
                        new PaymentId(resolved.getPaymentId()),
                        resolved.getExceptionId(),
                        resolved.getResolution(),
                        resolved.getResolvedAt());
            case CommandRejected lost ->
                new LifecycleFact.CommandLost(
                        new BatchId(lost.getBatchId()),
                        new PaymentId(lost.getPaymentId()),
                        new RejectedCommand(
                                lost.getCommandId(),
                                lost.getCommandType(),
                                lost.getCode(),
                                lost.getStatus(),
                                event.time()));
            case io.remithub.events.batches.CommandRejected lost ->
                new LifecycleFact.CommandLost(
                        new BatchId(lost.getBatchId()),
                        null,
                        new RejectedCommand(
                                lost.getCommandId(),
                                lost.getCommandType(),
                                lost.getCode(),
                                lost.getStatus(),
                                event.time()));
            case BatchStatusChanged changed ->
                new LifecycleFact.BatchMoved(
                        new BatchId(changed.getBatchId()),
                        changed.getStatus(),
                        changed.getReasonCode(),
                        changed.getPaymentsByStatus(),
                        changed.getAt(),
                        changed.getAnswered());
            default -> throw new IllegalArgumentException("not of a lifecycle stream: " + event);
        };
    }

    private static LifecycleFact moved(PaymentStatusChanged changed, Instant at) {
        return new LifecycleFact.PaymentMoved(
                new PaymentId(changed.getPaymentId()),
                changed.getStatus(),
                changed.getSteps().stream().map(LifecycleFacts::step).toList(),
                changed.getIssuance(),
                new Money(changed.getAvailableBalance()),
                changed.getHoldReasons(),
                changed.getClaims().stream()
                        .collect(toMap(
                                claim -> claim.getClaimIndex(),
                                claim -> new Progress(
                                        claim.getTicketId(),
                                        claim.getCategory(),
                                        claim.getTransactionId(),
                                        claim.getOutcome(),
                                        claim.getChargeOutcome(),
                                        claim.getReversalOutcome(),
                                        claim.getAdjustmentOutcome(),
                                        claim.getCheckNumber()))),
                at,
                changed.getAnswered());
    }

    private static Step step(StatusStep step) {
        return new Step(step.getStatus(), step.getAt(), step.getActorKind(), step.getReasonCode(), step.getCause());
    }

    private static Cause cause(ExceptionCause cause) {
        return new Cause(
                cause.getClaimIndex(),
                cause.getCode(),
                cause.getNextAction(),
                money(cause.getExpected()),
                money(cause.getActual()));
    }

    private static @Nullable Money money(@Nullable Long cents) {
        return cents == null ? null : new Money(cents);
    }
}
