package io.remithub.database;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What time it is for a service: its database's, one for all replicas and for statements that say {@code now()}, whatever
 * the clocks of their machines. Read once a minute and counted on; a machine whose clock was set anew, or that was
 * suspended, reads before it tells.
 */
@Singleton
public class DatabaseTime implements InstantSource {

    private static final Logger LOG = Logger.getLogger(DatabaseTime.class);
    private static final String NOW = "select clock_timestamp()";
    private static final long READ_EVERY = Duration.ofMinutes(1).toNanos();
    private static final Duration ASTRAY = Duration.ofMillis(500);

    /** What three clocks said at once: the database's, the machine's, and the one that only counts. */
    private record Reading(Instant database, Instant machine, long nanos) {

        Instant at(long now) {
            return database.plusNanos(now - nanos);
        }

        boolean isAstray(Instant machineNow, long now) {
            var apart = Duration.between(machine.plusNanos(now - nanos), machineNow);
            return apart.abs().compareTo(ASTRAY) > 0;
        }
    }

    private final Supplier<Instant> database;
    private final InstantSource machine;
    private final LongSupplier nanos;
    private final AtomicLong readAgain = new AtomicLong();
    private volatile @Nullable Reading last;

    @Inject
    DatabaseTime(Sql sql) {
        this(
                () -> sql.query(NOW, row -> row.getObject(1, OffsetDateTime.class)
                                .toInstant())
                        .getFirst(),
                Clock.systemUTC(),
                System::nanoTime);
    }

    DatabaseTime(Supplier<Instant> database, InstantSource machine, LongSupplier nanos) {
        this.database = database;
        this.machine = machine;
        this.nanos = nanos;
    }

    @Produces
    @Singleton
    Clock clock() {
        return withZone(ZoneOffset.UTC);
    }

    @Override
    public Instant instant() {
        long now = nanos.getAsLong();
        var reading = last;
        if (reading == null || reading.isAstray(machine.instant(), now)) {
            readAgain.set(now + READ_EVERY);
            return read();
        }
        long due = readAgain.get();
        return now - due >= 0 && readAgain.compareAndSet(due, now + READ_EVERY)
                ? readOrCountOn(reading)
                : reading.at(now);
    }

    private Instant read() {
        var told = database.get();
        last = new Reading(told, machine.instant(), nanos.getAsLong());
        return told;
    }

    /** While the database is away, nothing speaks against what was counted. */
    private Instant readOrCountOn(Reading reading) {
        try {
            return read();
        } catch (RuntimeException away) {
            LOG.debug("the database does not tell its time", away);
            return reading.at(nanos.getAsLong());
        }
    }
}
