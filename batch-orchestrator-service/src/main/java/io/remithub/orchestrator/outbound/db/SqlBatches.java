package io.remithub.orchestrator.outbound.db;

import static java.util.stream.Collectors.toSet;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.orchestrator.application.Batches;
import io.remithub.orchestrator.domain.Actor;
import io.remithub.orchestrator.domain.Batch;
import io.remithub.orchestrator.domain.BatchMove;
import io.remithub.orchestrator.domain.Trigger;
import io.remithub.orchestrator.outbound.db.BatchRow.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@ApplicationScoped
class SqlBatches implements Batches {

    private static final String LEAD = """
            update batch
               set follow_at = now(), follow_actor = ?, follow_cause = ?, follow_trace = ?
             where batch_id = ?""";

    private static final String LEADING = """
            update batch
               set follow_at = now() + interval '5 seconds'
             where batch_id in (
                select batch_id from batch where follow_at <= now()
                 order by follow_at limit ? for update skip locked)
            returning batch_id""";

    private static final String LED_BY = """
            select follow_actor, follow_cause, follow_trace
              from batch where batch_id = ? and follow_at is not null""";

    private final Sql sql;
    private final Table<BatchRow> whole;
    private final Table<Standing> standing;

    SqlBatches(Sql sql) {
        this.sql = sql;
        this.whole = new Table<>(sql, "batch", BatchRow.class);
        this.standing = new Table<>(sql, "batch", Standing.class);
    }

    @Override
    public Set<String> open(Collection<Batch> batches) {
        if (batches.isEmpty()) {
            return Set.of();
        }
        var known = read(batches.stream().map(Batch::id).toList()).stream()
                .map(Batch::id)
                .collect(toSet());
        var opened =
                batches.stream().filter(batch -> !known.contains(batch.id())).toList();
        whole.insert(opened.stream().map(BatchRow::of).toList());
        return opened.stream().map(Batch::id).collect(toSet());
    }

    @Override
    public List<Batch> read(Collection<String> batchIds) {
        return read("where batch_id = any (?)", batchIds);
    }

    /** Whoever inserts a payment of it before locking it refers to it, and so may others meanwhile. */
    @Override
    public List<Batch> lock(Collection<String> batchIds) {
        return read("where batch_id = any (?) order by batch_id for no key update", batchIds);
    }

    private List<Batch> read(String which, Collection<String> batchIds) {
        return whole.read(which, Column.text(batchIds, it -> it)).stream()
                .map(BatchRow::batch)
                .toList();
    }

    @Override
    public void save(List<BatchMove> moves) {
        standing.update(standing.changes(
                        moves.stream().map(BatchMove::before).map(Standing::of),
                        moves.stream().map(BatchMove::after).map(Standing::of))
                .changed());
    }

    @Override
    public void leadPayments(String batchId, Trigger because) {
        sql.update(LEAD, because.actor().name(), because.causeId(), because.traceparent(), batchId);
    }

    @Override
    public List<String> leading(int limit) {
        return sql.query(LEADING, row -> row.getString(1), limit);
    }

    @Override
    public Optional<Trigger> lead(String batchId, Instant now) {
        return sql
                .query(
                        LED_BY,
                        row -> new Trigger(Actor.valueOf(row.getString(1)), row.getString(2), row.getString(3), now),
                        batchId)
                .stream()
                .findFirst();
    }

    @Override
    public void followOn(String batchId) {
        sql.update("update batch set follow_at = now() where batch_id = ?", batchId);
    }

    @Override
    public void allFollowed(String batchId) {
        sql.update("update batch set follow_at = null where batch_id = ?", batchId);
    }
}
