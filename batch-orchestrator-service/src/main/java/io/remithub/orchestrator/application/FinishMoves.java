package io.remithub.orchestrator.application;

import static java.util.stream.Collectors.toSet;

import io.remithub.messaging.AfterCommit;
import io.remithub.messaging.Cause;
import io.remithub.messaging.Ids;
import io.remithub.messaging.StateLog;
import io.remithub.messaging.StateLog.Whose;
import io.remithub.orchestrator.domain.BatchMove;
import io.remithub.orchestrator.domain.ClaimKey;
import io.remithub.orchestrator.domain.Command;
import io.remithub.orchestrator.domain.ExceptionCause;
import io.remithub.orchestrator.domain.ExceptionChange;
import io.remithub.orchestrator.domain.MovingBatch;
import io.remithub.orchestrator.domain.PaymentMove;
import io.remithub.orchestrator.domain.Step;
import io.remithub.schemas.ExceptionCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Writes what a transaction decided, with the events that tell of it: the last thing that each does. */
@ApplicationScoped
public class FinishMoves {

    /** Batches whose payments are to follow, once this has committed. */
    public record BatchesLead() {}

    private static final Logger LOG = Logger.getLogger(FinishMoves.class);

    private final Payments payments;
    private final Batches batches;
    private final SealedClaims sealedClaims;
    private final Registrations registrations;
    private final Announcements announcements;
    private final Event<BatchesLead> batchesLead;

    FinishMoves(
            Payments payments,
            Batches batches,
            SealedClaims sealedClaims,
            Registrations registrations,
            Announcements announcements,
            Event<BatchesLead> batchesLead) {
        this.payments = payments;
        this.batches = batches;
        this.sealedClaims = sealedClaims;
        this.registrations = registrations;
        this.announcements = announcements;
        this.batchesLead = batchesLead;
    }

    void finish(Moves moves) {
        var moved = moves.payments().stream()
                .flatMap(moving -> moving.end(Ids::next).stream())
                .toList();
        payments.save(moved);
        var movedBatches = finishBatches(moves);
        announcements.announce(moved, movedBatches, moves.refusals(), sealedParts(moved));
        AfterCommit.run(() -> {
            moved.forEach(FinishMoves::tell);
            movedBatches.forEach(FinishMoves::tell);
        });
    }

    private List<BatchMove> finishBatches(Moves moves) {
        if (moves.batches().isEmpty()) {
            return List.of();
        }
        var moved = new ArrayList<BatchMove>();
        for (var locked : batches.lock(moves.batches().keySet())) {
            if (moves.batches().get(locked.id()) instanceof MovingBatch moving) {
                moved.add(moving.end(locked));
            }
        }
        moved.removeIf(move -> !move.isWorthTelling());
        batches.save(moved);
        var leading = moved.stream().filter(BatchMove::leadsPayments).toList();
        leading.forEach(move -> batches.leadPayments(move.after().id(), move.trigger()));
        if (!leading.isEmpty()) {
            batchesLead.fire(new BatchesLead());
        }
        return moved;
    }

    private Announcements.SealedParts sealedParts(List<PaymentMove> moved) {
        var places = moved.stream()
                .flatMap(move -> carrying(move.commands())
                        .map(command -> new SealedClaims.Place(
                                move.after().id(), command.claim().index())))
                .collect(toSet());
        if (places.isEmpty()) {
            return new Announcements.SealedParts(Map.of(), Map.of());
        }
        Set<ClaimKey> claims = moved.stream()
                .flatMap(move -> carrying(move.commands())
                        .map(command -> new ClaimKey(
                                move.after().terms().tenantId(),
                                command.claim().terms().claimKey())))
                .collect(toSet());
        return new Announcements.SealedParts(sealedClaims.sealed(places), registrations.sealed(claims));
    }

    private static Stream<Command> carrying(List<Command> commands) {
        return commands.stream().filter(command -> switch (command) {
            case Command.AskClaimStatus _, Command.RequestPosting _ -> true;
            case Command.CancelClaimStatus _, Command.ResolvePosting _, Command.Reverse _ -> false;
        });
    }

    private static void tell(PaymentMove move) {
        var terms = move.after().terms();
        var whose = new Whose(terms.tenantId(), terms.batchId(), terms.paymentId());
        for (Step step : move.steps()) {
            var reason = step.reasonCode() == null ? "" : ": " + step.reasonCode();
            StateLog.tell(
                    LOG,
                    Triggers.cause(step.trigger()),
                    whose,
                    "payment %s is %s%s",
                    terms.paymentId(),
                    step.status().wire(),
                    reason);
        }
        move.reached().forEach(status -> Counts.moved(terms, status));
        move.commands().forEach(Counts::asked);
        move.exception().ifPresent(change -> tell(change, whose, Triggers.cause(move.trigger())));
    }

    private static void tell(ExceptionChange change, Whose whose, Cause cause) {
        switch (change) {
            case ExceptionChange.Opened(var exception) -> {
                var codes = exception.causes().stream()
                        .map(ExceptionCause::code)
                        .distinct()
                        .toList();
                codes.forEach(Counts::exceptionOpened);
                StateLog.tell(
                        LOG,
                        cause,
                        whose,
                        "payment %s waits, exception %s: %s",
                        whose.paymentId(),
                        exception.id(),
                        codes.stream().map(ExceptionCode::wire).toList());
            }
            case ExceptionChange.Healed(var exception, var resolution) ->
                StateLog.tell(
                        LOG,
                        cause,
                        whose,
                        "payment %s goes on, exception %s: %s",
                        whose.paymentId(),
                        exception.id(),
                        resolution);
        }
    }

    private static void tell(BatchMove move) {
        if (move.opened() || move.before().status() != move.after().status()) {
            var id = move.after().id();
            StateLog.tell(
                    LOG,
                    Triggers.cause(move.trigger()),
                    new Whose(move.after().terms().tenantId(), id, null),
                    "batch %s is %s",
                    id,
                    move.after().status().wire());
        }
    }
}
