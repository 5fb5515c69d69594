package io.remithub.orchestrator.outbound.events;

import io.remithub.events.payments.ClaimProgress;
import io.remithub.events.payments.CommandRejected;
import io.remithub.events.payments.ExceptionCause;
import io.remithub.events.payments.PaymentExceptionOpened;
import io.remithub.events.payments.PaymentExceptionResolved;
import io.remithub.events.payments.PaymentStatusChanged;
import io.remithub.events.payments.StatusStep;
import io.remithub.orchestrator.application.Refusal;
import io.remithub.orchestrator.domain.Claim;
import io.remithub.orchestrator.domain.ClaimAnswer;
import io.remithub.orchestrator.domain.ExceptionChange;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.PaymentMove;
import io.remithub.orchestrator.domain.PaymentStatus;
import io.remithub.orchestrator.domain.Posting;
import io.remithub.orchestrator.domain.Postings;
import io.remithub.orchestrator.domain.Purpose;
import io.remithub.orchestrator.domain.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The public side of a payment. */
final class PaymentEvents {

    private PaymentEvents() {}

    /** A step, an answer, or something of what the event shows beside them. */
    static boolean isWorthTelling(PaymentMove move) {
        return move.before() == null
                || !move.steps().isEmpty()
                || !move.answered().isEmpty()
                || !shown(move.before()).equals(shown(move.after()));
    }

    static PaymentStatusChanged statusChanged(PaymentMove move) {
        var event = shown(move.after());
        event.getSteps().addAll(move.steps().stream().map(PaymentEvents::step).toList());
        event.getAnswered().addAll(move.answered());
        return event;
    }

    private static PaymentStatusChanged shown(Payment payment) {
        return PaymentStatusChanged.newBuilder()
                .setTenantId(payment.terms().tenantId())
                .setPaymentId(payment.id())
                .setBatchId(payment.terms().batchId())
                .setIssuerReferenceId(payment.terms().issuerReferenceId())
                .setStatus(payment.status().wire())
                .setSteps(new ArrayList<>())
                .setIssuance(payment.issuance())
                .setAmount(payment.terms().amount())
                .setAvailableBalance(payment.balance().available())
                .setHoldReasons(payment.status() == PaymentStatus.HELD ? payment.holdReasons() : List.of())
                .setClaims(payment.claims().stream()
                        .map(claim -> progress(claim, payment.postings(claim), payment.undone(claim)))
                        .toList())
                .setAnswered(new ArrayList<>())
                .build();
    }

    private static StatusStep step(Step step) {
        return StatusStep.newBuilder()
                .setStatus(step.status().wire())
                .setReasonCode(step.reasonCode())
                .setActorKind(step.trigger().actor().name())
                .setCause(step.trigger().causeId())
                .setAt(step.trigger().at())
                .build();
    }

    private static ClaimProgress progress(Claim claim, Postings postings, Postings undone) {
        var received = claim.answer() instanceof ClaimAnswer.Received answer ? answer : null;
        return ClaimProgress.newBuilder()
                .setClaimIndex(claim.index())
                .setTicketId(claim.answer() == null ? null : claim.answer().ticketId())
                .setCategory(received == null ? null : received.category().code())
                .setCheckNumber(received == null ? null : received.checkNumber())
                .setTransactionId(
                        postings.of(Purpose.PAYMENT) instanceof Posting posting ? posting.transactionId() : null)
                .setOutcome(outcome(postings.of(Purpose.PAYMENT)))
                .setChargeOutcome(outcome(postings.of(Purpose.CHARGE)))
                .setReversalOutcome(outcome(undone.of(Purpose.REVERSAL)))
                .setAdjustmentOutcome(outcome(undone.of(Purpose.CHARGE_ADJUSTMENT)))
                .build();
    }

    private static @Nullable String outcome(@Nullable Posting posting) {
        return posting == null ? null : posting.outcome().name();
    }

    static SpecificRecord exception(PaymentMove move, ExceptionChange change) {
        var terms = move.after().terms();
        return switch (change) {
            case ExceptionChange.Opened(var exception) ->
                PaymentExceptionOpened.newBuilder()
                        .setTenantId(terms.tenantId())
                        .setPaymentId(terms.paymentId())
                        .setBatchId(terms.batchId())
                        .setExceptionId(exception.id())
                        .setCauses(exception.causes().stream()
                                .map(cause -> ExceptionCause.newBuilder()
                                        .setClaimIndex(cause.claimIndex())
                                        .setCode(cause.code().wire())
                                        .setNextAction(cause.nextAction())
                                        .setExpected(cause.expected())
                                        .setActual(cause.actual())
                                        .build())
                                .toList())
                        .setOpenedAt(exception.openedAt())
                        .build();
            case ExceptionChange.Healed(var exception, var resolution) ->
                PaymentExceptionResolved.newBuilder()
                        .setTenantId(terms.tenantId())
                        .setPaymentId(terms.paymentId())
                        .setBatchId(terms.batchId())
                        .setExceptionId(exception.id())
                        .setResolution(resolution)
                        .setResolvedAt(move.trigger().at())
                        .build();
        };
    }

    static CommandRejected rejected(Refusal refusal, String paymentId) {
        return CommandRejected.newBuilder()
                .setTenantId(refusal.tenantId())
                .setPaymentId(paymentId)
                .setBatchId(refusal.batchId())
                .setCommandId(Objects.requireNonNull(refusal.trigger().causeId()))
                .setCommandType(refusal.commandType())
                .setCode(refusal.code())
                .setStatus(refusal.status())
                .build();
    }
}
