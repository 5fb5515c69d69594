package io.remithub.messaging;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The id up to which the outbox is empty for good: what a transaction that stands open elsewhere keeps the database from
 * clearing away lies below, and no read has to go through it. Ids are handed out before commit, so a floor stands only
 * once everybody who was writing when it was chosen has ended; and now and then a read starts from the ground all the
 * same.
 */
final class Floor {

    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();
    /** A deleted row that somebody may still see costs the next read as much as one that it takes. */
    private static final int LOOK_AFTER_DELETED = 1_000;

    private static final long SWEEP_NANOS = Duration.ofSeconds(10).toNanos();

    private long id;
    /** Up to here nobody writes any more. */
    private long settled;

    private @Nullable Candidate candidate;
    private int deleted;
    private long looked = System.nanoTime() - LOOK_NANOS;
    private long swept = System.nanoTime();

    private record Candidate(long id, Set<String> writers) {}

    /** Where this cycle's read starts. */
    long from(OutboxRows outbox) throws SQLException {
        long now = System.nanoTime();
        if (now - looked >= LOOK_NANOS || deleted >= LOOK_AFTER_DELETED) {
            looked = now;
            deleted = 0;
            rise(outbox);
        }
        if (now - swept >= SWEEP_NANOS) {
            swept = now;
            return 0;
        }
        return id;
    }

    void deleted(int rows) {
        deleted += rows;
    }

    private void rise(OutboxRows outbox) throws SQLException {
        long next = outbox.lastId();
        Set<String> writers = outbox.writers();
        if (candidate != null && Collections.disjoint(candidate.writers(), writers)) {
            settled = candidate.id();
            candidate = null;
        }
        if (writers.isEmpty()) {
            settled = next;
        } else if (candidate == null) {
            candidate = new Candidate(next, writers);
        }
        if (settled > id) {
            id = outbox.emptyUpTo(id, settled);
        }
    }
}
