package io.remithub.orchestrator.application;

import io.remithub.events.claimstatus.ClaimStatusFailed;
import io.remithub.events.claimstatus.ClaimStatusReceived;
import io.remithub.messaging.ReceivedEvent;
import io.remithub.orchestrator.domain.Category;
import io.remithub.orchestrator.domain.ClaimAnswer;
import io.remithub.orchestrator.domain.Issuances;
import io.remithub.orchestrator.domain.Reports;
import io.remithub.schemas.ExceptionCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/** Takes in what the clearinghouse says of claims. */
@ApplicationScoped
public class RecordClaimStatus {

    private final Payments payments;
    private final FinishMoves finish;
    private final Clock clock;

    RecordClaimStatus(Payments payments, FinishMoves finish, Clock clock) {
        this.payments = payments;
        this.finish = finish;
        this.clock = clock;
    }

    public void handle(List<ReceivedEvent> events) {
        var moves = new Moves()
                .over(payments.lock(
                        events.stream().map(ReceivedEvent::key).distinct().toList()));
        for (var event : events) {
            switch (event.payload()) {
                case ClaimStatusReceived received -> take(event, received, moves);
                case ClaimStatusFailed failed ->
                    moves.tell(
                            failed.getPaymentId(),
                            Triggers.of(event, clock),
                            payment -> Reports.answered(
                                    payment,
                                    failed.getClaimIndex(),
                                    failed.getIssuance(),
                                    new ClaimAnswer.Failed(failed.getTicketId(), codeOf(failed))));
                default -> throw new IllegalArgumentException("not of this stream: " + event);
            }
        }
        finish.finish(moves);
    }

    private void take(ReceivedEvent event, ClaimStatusReceived received, Moves moves) {
        var trigger = Triggers.of(event, clock);
        var answer = new ClaimAnswer.Received(
                received.getTicketId(),
                new Category(received.getCategory()),
                received.getPaidAmount(),
                received.getCheckNumber());
        moves.tell(
                received.getPaymentId(),
                trigger,
                payment -> Reports.answered(payment, received.getClaimIndex(), received.getIssuance(), answer));
        if (received.getCheckCashedOn() != null && received.getCheckNumber() instanceof String check) {
            moves.tell(
                    received.getPaymentId(),
                    trigger,
                    payment -> Issuances.cashed(payment, received.getIssuance(), check));
        }
    }

    /** A code of a newer poller that we don't know yet still stops the payment. */
    private static ExceptionCode codeOf(ClaimStatusFailed failed) {
        return Arrays.stream(ExceptionCode.values())
                .filter(code -> code.wire().equals(failed.getCode()))
                .findFirst()
                .orElse(ExceptionCode.CLAIM_REJECTED);
    }
}
