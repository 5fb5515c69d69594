package io.remithub.database;

import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL.PostgreSQLSelectForUpdateBasedProxyManagerBuilder;
import java.time.Clock;
import java.time.Instant;
import javax.sql.DataSource;

/** Token buckets that all replicas draw from: rows of a table of {@code id} and {@code state}. */
public final class Buckets {

    private Buckets() {}

    /** @param clock the same for all replicas: a bucket that one filled early is refilled late by the others */
    public static PostgreSQLSelectForUpdateBasedProxyManagerBuilder<String> in(
            DataSource database, String table, Clock clock) {
        return Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table(table)
                .clientClock(new Time(clock));
    }

    private record Time(Clock clock) implements TimeMeter {

        private static final long NANOS = 1_000_000_000;

        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return now.getEpochSecond() * NANOS + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
