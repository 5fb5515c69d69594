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
    private static final long SWEEP_NANOS = Duration.ofSeconds(10).toNanos();

    private long id;
    private @Nullable Candidate candidate;
    private long looked = System.nanoTime() - LOOK_NANOS;
    private long swept = System.nanoTime();

    private record Candidate(long id, Set<String> writers) {}

    /** Where this cycle's read starts. */
    long from(OutboxRows outbox) throws SQLException {
        long now = System.nanoTime();
        if (now - looked >= LOOK_NANOS) {
            looked = now;
            rise(outbox);
        }
        if (now - swept >= SWEEP_NANOS) {
            swept = now;
            return 0;
        }
        return id;
    }

    private void rise(OutboxRows outbox) throws SQLException {
        long next = outbox.lastId();
        Set<String> writers = outbox.writers();
        if (candidate != null && Collections.disjoint(candidate.writers(), writers)) {
            id = Math.max(id, outbox.emptyUpTo(id, candidate.id()));
            candidate = null;
        }
        if (candidate == null) {
            candidate = new Candidate(next, writers);
        }
    }
}
