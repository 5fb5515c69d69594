package io.remithub.orchestrator.application;

import io.remithub.events.intake.BatchAmended;
import io.remithub.events.intake.BatchCancelRequested;
import io.remithub.events.intake.BatchOpened;
import io.remithub.events.intake.BatchReleaseRequested;
import io.remithub.events.intake.BatchStartRequested;
import io.remithub.events.intake.PaymentAccepted;
import io.remithub.events.intake.PaymentReissueRequested;
import io.remithub.events.intake.PaymentRemoved;
import io.remithub.events.intake.PaymentReplaced;
import io.remithub.events.intake.PaymentSettled;
import io.remithub.events.intake.PaymentVoidRequested;
import io.remithub.messaging.ReceivedEvent;
import io.remithub.orchestrator.domain.Batch;
import io.remithub.orchestrator.domain.Issuances;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.Totals;
import io.remithub.orchestrator.domain.Trigger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Does what payers asked intake for. Everything that events need is locked and read before the first of them is looked
 * at: claims, then payments; batches last, when all is decided.
 */
@ApplicationScoped
public class ObeyPayers {

    private final Batches batches;
    private final Payments payments;
    private final TakeIn takeIn;
    private final FinishMoves finish;
    private final Clock clock;

    ObeyPayers(Batches batches, Payments payments, TakeIn takeIn, FinishMoves finish, Clock clock) {
        this.batches = batches;
        this.payments = payments;
        this.takeIn = takeIn;
        this.finish = finish;
        this.clock = clock;
    }

    public void handle(List<ReceivedEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        var remitted = Remitted.in(events).toList();
        var registered = takeIn.lockClaims(remitted);
        var moves = new Moves()
                .over(payments.lock(
                        events.stream().flatMap(ObeyPayers::named).distinct().toList()));
        openBatches(events, moves);
        var incoming = takeIn.look(remitted, registered, moves);
        for (var event : events) {
            obey(new BatchCommand(event, Triggers.of(event, clock), moves), incoming);
        }
        takeIn.keep(incoming);
        finish.finish(moves);
    }

    private static void obey(BatchCommand command, Incoming incoming) {
        switch (command.event().payload()) {
            case BatchOpened _ -> {}
            case PaymentAccepted accepted -> {
                if (accepted.getStart()) {
                    command.tell(Batch::start);
                }
                incoming.accept(command, accepted);
            }
            case PaymentReplaced replaced -> incoming.replace(command, replaced);
            case PaymentRemoved removed -> command.tell(removed.getPaymentId(), Payment::remove);
            case BatchStartRequested start ->
                command.start(new Totals(start.getCurrentTotal(), start.getCurrentPayments()));
            case BatchReleaseRequested release when release.getPaymentIds() == null -> command.tell(Batch::release);
            case BatchReleaseRequested release -> command.release(release.getPaymentIds());
            case BatchCancelRequested _ -> command.tell(Batch::cancel);
            case BatchAmended amended -> {
                var totals = new Totals(amended.getExpectedTotal(), amended.getExpectedPayments());
                command.tell(batch -> batch.amend(totals));
            }
            case PaymentVoidRequested request ->
                command.tell(request.getPaymentId(), payment -> Issuances.voided(payment, request.getIssuance()));
            case PaymentReissueRequested request ->
                command.tell(
                        request.getPaymentId(),
                        payment -> Issuances.reissued(payment, request.getIssuance(), request.getPayeeKey()));
            case PaymentSettled settled ->
                command.tell(settled.getPaymentId(), payment -> Issuances.settled(payment, settled.getIssuance()));
            default -> throw new IllegalArgumentException("not of this stream: " + command.event());
        }
    }

    private void openBatches(List<ReceivedEvent> events, Moves moves) {
        Map<String, Batch> headed = new LinkedHashMap<>();
        events.stream().flatMap(Headers::batch).forEach(batch -> headed.putIfAbsent(batch.id(), batch));
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

    /** The payments that an event tells by name, and that may have come before this transaction. */
    private static Stream<String> named(ReceivedEvent event) {
        return switch (event.payload()) {
            case BatchReleaseRequested release when release.getPaymentIds() != null -> release.getPaymentIds().stream();
            case PaymentReplaced replaced -> Stream.of(replaced.getPayment().getPaymentId());
            case PaymentRemoved removed -> Stream.of(removed.getPaymentId());
            case PaymentVoidRequested request -> Stream.of(request.getPaymentId());
            case PaymentReissueRequested request -> Stream.of(request.getPaymentId());
            case PaymentSettled settled -> Stream.of(settled.getPaymentId());
            default -> Stream.empty();
        };
    }
}
