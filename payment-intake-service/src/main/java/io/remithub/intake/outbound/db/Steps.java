package io.remithub.intake.outbound.db;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.intake.application.DetailedView.Step;
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

    record Taken(String paymentId, Step step) {}

    /** Within the caller's transaction. */
    void append(List<Taken> taken) {
        if (!taken.isEmpty()) {
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
}
