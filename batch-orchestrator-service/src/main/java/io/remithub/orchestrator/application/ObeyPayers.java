package io.remithub.orchestrator.application;

import static java.util.stream.Collectors.toSet;

import io.remithub.events.intake.BatchAmended;
import io.remithub.events.intake.BatchCancelRequested;
import io.remithub.events.intake.BatchHeader;
import io.remithub.events.intake.BatchOpened;
import io.remithub.events.intake.BatchReleaseRequested;
import io.remithub.events.intake.BatchStartRequested;
import io.remithub.events.intake.PaymentAccepted;
import io.remithub.events.intake.PaymentSettled;
import io.remithub.events.intake.PaymentVoidRequested;
import io.remithub.messaging.ReceivedEvent;
import io.remithub.orchestrator.domain.Batch;
import io.remithub.orchestrator.domain.ClaimKey;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.Totals;
import io.remithub.orchestrator.domain.Trigger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Does what payers asked intake for. Everything that events need is locked and read before the first of them is looked
 * at: claims, then payments; batches last, when all is decided.
 */
@ApplicationScoped
public class ObeyPayers {

    private final Batches batches;
    private final Payments payments;
    private final Registrations registrations;
    private final SealedClaims sealedClaims;
    private final FinishMoves finish;
    private final Clock clock;

    ObeyPayers(
            Batches batches,
            Payments payments,
            Registrations registrations,
            SealedClaims sealedClaims,
            FinishMoves finish,
            Clock clock) {
        this.batches = batches;
        this.payments = payments;
        this.registrations = registrations;
        this.sealedClaims = sealedClaims;
        this.finish = finish;
        this.clock = clock;
    }

    public void handle(List<ReceivedEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        Set<ClaimKey> registered = registrations.lock(accepted(events)
                .flatMap(accepted -> Accepted.claims(accepted).stream())
                .collect(toSet()));
        var moves = new Moves()
                .over(payments.lock(
                        events.stream().flatMap(ObeyPayers::named).distinct().toList()));
        openBatches(events, moves);
        sealedClaims.add(accepted(events)
                .flatMap(accepted -> Accepted.parts(accepted).stream())
                .toList());
        for (var event : events) {
            obey(event, Triggers.of(event, clock), registered, moves);
        }
        finish.finish(moves);
    }

    private void obey(ReceivedEvent event, Trigger trigger, Set<ClaimKey> registered, Moves moves) {
        var command = new BatchCommand(event, trigger, moves);
        switch (event.payload()) {
            case BatchOpened _ -> {}
            case PaymentAccepted accepted -> {
                if (accepted.getStart()) {
                    command.tell(Batch::start);
                }
                var payment = Accepted.payment(accepted, trigger, registered);
                moves.accept(payment, trigger);
                moves.tell(payment.id(), trigger, command.batch()::lead);
            }
            case BatchStartRequested _ -> command.tell(Batch::start);
            case BatchReleaseRequested release when release.getPaymentIds() == null -> command.tell(Batch::release);
            case BatchReleaseRequested release -> {
                command.tell(Batch::releasePartly);
                release.getPaymentIds().forEach(id -> command.tell(id, Payment::release));
            }
            case BatchCancelRequested _ -> command.tell(Batch::cancel);
            case BatchAmended amended -> {
                var totals = new Totals(amended.getExpectedTotal(), amended.getExpectedPayments());
                command.tell(batch -> batch.amend(totals));
            }
            case PaymentVoidRequested request ->
                command.tell(request.getPaymentId(), payment -> payment.voidIssuance(request.getIssuance()));
            case PaymentSettled settled ->
                command.tell(settled.getPaymentId(), payment -> payment.settle(settled.getIssuance()));
            // Parked, and its batch waits behind it: better than forgetting what intake has promised.
            default ->
                throw new UnsupportedOperationException(
                        event.payload().getSchema().getName());
        }
    }

    private void openBatches(List<ReceivedEvent> events, Moves moves) {
        Map<String, Batch> headed = new LinkedHashMap<>();
        events.stream()
                .flatMap(ObeyPayers::header)
                .forEach(header -> headed.putIfAbsent(header.getBatchId(), Accepted.batch(header)));
        var opened = batches.open(
                headed.values().stream().sorted(Comparator.comparing(Batch::id)).toList());
        Map<String, Trigger> first = new LinkedHashMap<>();
        events.forEach(event -> first.putIfAbsent(event.key(), Triggers.of(event, clock)));
        for (var batch : batches.read(first.keySet())) {
            if (first.get(batch.id()) instanceof Trigger trigger) {
                moves.over(batch, opened.contains(batch.id()), trigger);
            }
        }
    }

    private static Stream<BatchHeader> header(ReceivedEvent event) {
        return switch (event.payload()) {
            case BatchOpened opened -> Stream.of(opened.getBatch());
            case PaymentAccepted accepted -> Stream.of(accepted.getBatch());
            default -> Stream.empty();
        };
    }

    private static Stream<PaymentAccepted> accepted(List<ReceivedEvent> events) {
        return events.stream()
                .map(ReceivedEvent::payload)
                .filter(PaymentAccepted.class::isInstance)
                .map(PaymentAccepted.class::cast);
    }

    /** The payments that an event tells by name, and that may have come before this transaction. */
    private static Stream<String> named(ReceivedEvent event) {
        return switch (event.payload()) {
            case BatchReleaseRequested release when release.getPaymentIds() != null -> release.getPaymentIds().stream();
            case PaymentVoidRequested request -> Stream.of(request.getPaymentId());
            case PaymentSettled settled -> Stream.of(settled.getPaymentId());
            default -> Stream.empty();
        };
    }
}
