package io.remithub.orchestrator.outbound.db;

import io.remithub.orchestrator.domain.PaymentMove;
import io.remithub.orchestrator.domain.Step;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.util.List;

/** The history of steps, appended in one statement. */
@ApplicationScoped
class Steps {

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
        sql.prepare("""
                insert into payment_step (payment_id, status, reason_code, actor, cause_id, at)
                select payment_id, status, reason_code, actor, cause_id, at
                  from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                       with ordinality as s (payment_id, status, reason_code, actor, cause_id, at, place)
                 order by place""", insert -> {
            Sql.array(insert, 1, "text", taken, Taken::paymentId);
            Sql.array(insert, 2, "text", taken, it -> it.step().status().name());
            Sql.array(insert, 3, "text", taken, it -> it.step().reasonCode());
            Sql.array(
                    insert, 4, "text", taken, it -> it.step().trigger().actor().name());
            Sql.array(insert, 5, "text", taken, it -> it.step().trigger().causeId());
            Sql.array(
                    insert,
                    6,
                    "timestamptz",
                    taken,
                    it -> Timestamp.from(it.step().trigger().at()));
            return insert.executeUpdate();
        });
    }
}
