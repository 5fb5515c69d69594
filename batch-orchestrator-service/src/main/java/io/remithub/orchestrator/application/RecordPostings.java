package io.remithub.orchestrator.application;

import io.remithub.events.postings.PostingOutcome;
import io.remithub.messaging.ReceivedEvent;
import io.remithub.orchestrator.domain.Posting;
import io.remithub.orchestrator.domain.Purpose;
import io.remithub.orchestrator.domain.Reports;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Takes in what became of postings. */
@ApplicationScoped
public class RecordPostings {

    private final Payments payments;
    private final FinishMoves finish;
    private final Clock clock;

    RecordPostings(Payments payments, FinishMoves finish, Clock clock) {
        this.payments = payments;
        this.finish = finish;
        this.clock = clock;
    }

    public void handle(List<ReceivedEvent> events) {
        var moves = new Moves()
                .over(payments.lock(
                        events.stream().map(ReceivedEvent::key).distinct().toList()));
        for (var event : events) {
            if (!(event.payload() instanceof PostingOutcome outcome)) {
                throw new IllegalArgumentException("not of this stream: " + event);
            }
            var posting = new Posting(
                    Posting.Outcome.valueOf(outcome.getOutcome()),
                    outcome.getTransactionId(),
                    outcome.getAmount(),
                    outcome.getReasonCode(),
                    new Posting.Place(outcome.getEhrSubdomain(), outcome.getEhrLocationId()),
                    outcome.getLedgerAmount());
            moves.tell(
                    outcome.getPaymentId(),
                    Triggers.of(event, clock),
                    payment -> Reports.posted(
                            payment,
                            outcome.getClaimIndex(),
                            outcome.getIssuance(),
                            Purpose.valueOf(outcome.getPurpose()),
                            posting));
        }
        finish.finish(moves);
    }
}
