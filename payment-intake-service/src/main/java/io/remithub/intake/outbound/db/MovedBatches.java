package io.remithub.intake.outbound.db;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.remithub.database.DatabaseJson;
import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.intake.application.LifecycleFact.BatchMoved;
import io.remithub.intake.domain.Payment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How far batches have come, of those whose rows are locked. */
@ApplicationScoped
class MovedBatches {

    // What was asked for is shown until it is answered. A payment issued alone starts its batch without a command.
    private static final String BATCHES = """
            update payment_batch b
               set status = m.status, reason_code = m.reason_code, payments_by_status = m.payments::jsonb,
                   revision = b.revision + m.times,
                   (asked_status, asked_command) = (
                       select b.asked_status, b.asked_command
                        where (m.begun and b.asked_command is null
                               or b.asked_command = any (string_to_array(m.answers, ' '))) is not true)
              from unnest(?, ?, ?, ?, ?, ?, ?)
                as m (batch_id, status, reason_code, payments, times, begun, answers)
             where b.batch_id = m.batch_id""";

    private final Sql sql;

    MovedBatches(Sql sql) {
        this.sql = sql;
    }

    void apply(List<BatchMoved> moves) {
        if (moves.isEmpty()) {
            return;
        }
        var told = moves.stream()
                .collect(groupingBy(moved -> moved.batch().value(), toList()))
                .values();
        sql.update(
                BATCHES,
                Column.text(told, its -> its.getLast().batch().value()),
                Column.text(told, its -> its.getLast().status()),
                Column.text(told, its -> its.getLast().reasonCode()),
                Column.text(told, its -> DatabaseJson.write(its.getLast().paymentsByStatus())),
                Column.ints(told, List::size),
                Column.flags(told, MovedBatches::begun),
                Column.text(told, MovedBatches::answers));
    }

    private static boolean begun(List<BatchMoved> moves) {
        return moves.stream().anyMatch(moved -> !moved.status().equals(Payment.FIRST_STATUS));
    }

    private static String answers(List<BatchMoved> moves) {
        return moves.stream()
                .flatMap(moved -> moved.answered().stream())
                .distinct()
                .collect(joining(" "));
    }
}
