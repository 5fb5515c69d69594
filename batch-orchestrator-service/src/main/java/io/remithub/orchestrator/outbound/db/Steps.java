package io.remithub.orchestrator.outbound.db;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.orchestrator.domain.PaymentMove;
import io.remithub.orchestrator.domain.Step;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The history of steps, appended in one statement. */
@ApplicationScoped
class Steps {

    private static final String ADD = """
            insert into payment_step (payment_id, status, reason_code, actor, cause_id, at)
            select payment_id, status, reason_code, actor, cause_id, at
              from unnest(?, ?, ?, ?, ?, ?) with ordinality
                   as s (payment_id, status, reason_code, actor, cause_id, at, place)
             order by place""";

    private record Taken(String paymentId, Step step) {}

    private final Sql sql;

    Steps(Sql sql) {
        this.sql = sql;
    }

    void add(List<PaymentMove> moves) {
        var taken = moves.stream()
                .flatMap(move ->
                        move.steps().stream().map(step -> new Taken(move.after().id(), step)))
                .toList();
        if (taken.isEmpty()) {
            return;
        }
        sql.update(
                ADD,
                Column.text(taken, Taken::paymentId),
                Column.names(taken, it -> it.step().status()),
                Column.text(taken, it -> it.step().reasonCode()),
                Column.names(taken, it -> it.step().trigger().actor()),
                Column.text(taken, it -> it.step().trigger().causeId()),
                Column.times("timestamptz", taken, it -> it.step().trigger().at()));
    }
}
