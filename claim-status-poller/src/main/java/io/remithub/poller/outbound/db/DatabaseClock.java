package io.remithub.poller.outbound.db;

import io.agroal.api.AgroalDataSource;
import io.github.bucket4j.TimeMeter;
import io.remithub.database.Sql;

/** The database's time, as last read and counted on from there: replicas whose clocks differ agree on it. */
final class DatabaseClock implements TimeMeter {

    private static final String NOW = "select extract(epoch from clock_timestamp()) * 1e9";

    private final Sql sql;
    private volatile long ahead;

    DatabaseClock(AgroalDataSource database) {
        this.sql = new Sql(database);
        read();
    }

    void read() {
        ahead = sql.query(NOW, row -> row.getBigDecimal(1).longValue()).getFirst() - System.nanoTime();
    }

    @Override
    public long currentTimeNanos() {
        return System.nanoTime() + ahead;
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
