package io.remithub.orchestrator.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction did to one payment.
 *
 * @param before null when it was accepted in this transaction
 * @param takebacks what it books to its payee's ledger
 * @param answered the commands that it took in, those without effect too
 */
public record PaymentMove(
        @Nullable Payment before,
        Payment after,
        List<Step> steps,
        List<Command> commands,
        List<Takeback> takebacks,
        List<String> answered,
        Optional<ExceptionChange> exception,
        Trigger trigger) {

    /** The statuses that it came to: what an operator decides is a step on the spot. */
    public List<PaymentStatus> reached() {
        var reached = new ArrayList<PaymentStatus>();
        var at = before == null ? null : before.status();
        for (var step : steps) {
            if (step.status() != at) {
                reached.add(step.status());
            }
            at = step.status();
        }
        return reached;
    }

    public boolean took(PaymentStatus status) {
        return reached().contains(status);
    }
}
