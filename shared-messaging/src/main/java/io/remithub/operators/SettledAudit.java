package io.remithub.operators;

import io.remithub.database.Sql;
import io.remithub.messaging.TransientFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * Up to where nothing is still to come. Ids are drawn in one order and committed in another: whoever goes on after the last
 * one that is there would never see those below it that were under way.
 */
@ApplicationScoped
class SettledAudit {

    private static final String LAST = "select coalesce(max(id), 0) from audit_entry";

    /** Whoever has drawn an id has held this lock since before, and holds it until everybody sees what was written. */
    private static final String WRITERS = """
            select virtualtransaction from pg_locks
             where locktype = 'relation' and relation = 'audit_entry'::regclass and mode = 'RowExclusiveLock'
               and database = (select oid from pg_database where datname = current_database())
               and pid <> pg_backend_pid()""";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Sql sql;

    SettledAudit(Sql sql) {
        this.sql = sql;
    }

    /** Waits for those who write now, and for nobody who comes later. Each statement is to see what is committed by then. */
    long last() {
        long last = sql.query(LAST, row -> row.getLong(1)).getFirst();
        var writing = new HashSet<>(writers());
        for (long began = System.nanoTime(); !writing.isEmpty(); writing.retainAll(writers())) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new TransientFailure("somebody writes the audit for too long");
            }
            pause();
        }
        return last;
    }

    private List<String> writers() {
        return sql.query(WRITERS, row -> row.getString(1));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new TransientFailure("interrupted while waiting");
        }
    }
}
