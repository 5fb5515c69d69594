package io.remithub.orchestrator.outbound.db;

import static java.util.stream.Collectors.toSet;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.remithub.database.AnyOf;
import io.remithub.database.Sql;
import io.remithub.orchestrator.application.Batches;
import io.remithub.orchestrator.domain.Actor;
import io.remithub.orchestrator.domain.Batch;
import io.remithub.orchestrator.domain.BatchMove;
import io.remithub.orchestrator.domain.Trigger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@ApplicationScoped
class PanacheBatches implements Batches, PanacheRepositoryBase<BatchRow, String> {

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

    PanacheBatches(Sql sql) {
        this.sql = sql;
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
        opened.forEach(batch -> persist(BatchRow.of(batch)));
        flush();
        return opened.stream().map(Batch::id).collect(toSet());
    }

    /** Forgotten at once, so that locking reads the row again. */
    @Override
    public List<Batch> read(Collection<String> batchIds) {
        var rows = list("any_of(batchId, ?1)", AnyOf.these(batchIds));
        var batches = rows.stream().map(BatchRow::batch).toList();
        rows.forEach(getEntityManager()::detach);
        return batches;
    }

    @Override
    public List<Batch> lock(Collection<String> batchIds) {
        return find("any_of(batchId, ?1) order by batchId", AnyOf.these(batchIds))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .<BatchRow>list()
                .stream()
                .map(BatchRow::batch)
                .toList();
    }

    @Override
    public void save(List<BatchMove> moves) {
        moves.forEach(move -> getEntityManager()
                .getReference(BatchRow.class, move.after().id())
                .take(move.after()));
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
