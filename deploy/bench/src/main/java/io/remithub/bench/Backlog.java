package io.remithub.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Something that counts up in a database as a backlog is worked off. */
final class Backlog {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration TO_BE_DONE = Duration.ofMinutes(3);

    private final Connection connection;
    private final String count;

    /** @param count a statement that answers with one number */
    Backlog(Connection connection, String count) {
        this.connection = connection;
        this.count = count;
    }

    long done() throws SQLException {
        try (var select = connection.createStatement();
                var row = select.executeQuery(count)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Items a second, from the first that is done to the last: what it takes to wake up does not count. */
    double perSecond(long before, long items) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + TO_BE_DONE.toNanos();
        long first = before;
        long began = 0;
        while (System.nanoTime() < deadline) {
            long done = done();
            if (began == 0 && done > before) {
                first = done;
                began = System.nanoTime();
            }
            if (done >= before + items) {
                return (done - first) * 1e9 / (System.nanoTime() - began);
            }
            Thread.sleep(LOOK);
        }
        throw new IllegalStateException("of %d only %d were done: %s".formatted(items, done() - before, count));
    }
}
