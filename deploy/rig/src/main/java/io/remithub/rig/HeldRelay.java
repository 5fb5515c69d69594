package io.remithub.rig;

import java.sql.Connection;
import java.sql.SQLException;

/** Keeps every relay of a database from its work, by its own locks, until it is closed: what is written piles up. */
public final class HeldRelay implements AutoCloseable {

    private static final int LOCKS_OF_THE_RELAY = 0x4F7B;
    private static final int SHARDS = 16;

    private final Connection connection;

    public HeldRelay(Connection connection) throws SQLException {
        this.connection = connection;
        try (var lock = connection.createStatement()) {
            lock.execute("select pg_advisory_lock(%d, s) from generate_series(0, %d) s"
                    .formatted(LOCKS_OF_THE_RELAY, SHARDS));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
