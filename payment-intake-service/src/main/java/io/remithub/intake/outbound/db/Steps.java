package io.remithub.intake.outbound.db;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.intake.application.DetailedView.Step;
import io.remithub.intake.application.LifecycleFact.PaymentMoved;
import io.remithub.intake.domain.Payment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Adds to the history of payments, in the order in which steps were taken, whatever their number in one statement. */
@ApplicationScoped
class Steps {

    private static final String APPEND = """
            insert into payment_step (payment_id, status, reason_code, actor_kind, cause, at)
            select payment_id, status, reason_code, actor_kind, cause, at
              from unnest(?, ?, ?, ?, ?, ?) with ordinality
                as s (payment_id, status, reason_code, actor_kind, cause, at, place)
             order by place""";

    private final Sql sql;

    Steps(Sql sql) {
        this.sql = sql;
    }

    private record Taken(String paymentId, Step step) {}

    /** Within the caller's transaction; that it was accepted the payment's own row says. */
    void append(List<PaymentMoved> moves) {
        var taken = moves.stream()
                .flatMap(moved -> moved.steps().stream()
                        .filter(step -> !step.status().equals(Payment.FIRST_STATUS))
                        .map(step -> new Taken(moved.payment().value(), step)))
                .toList();
        if (taken.isEmpty()) {
            return;
        }
        sql.update(
                APPEND,
                Column.text(taken, Taken::paymentId),
                Column.text(taken, one -> one.step().status()),
                Column.text(taken, one -> one.step().reasonCode()),
                Column.text(taken, one -> one.step().by()),
                Column.text(taken, one -> one.step().causationId()),
                Column.times("timestamptz", taken, one -> one.step().at()));
    }
}
