package io.remithub.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries the outbox to Kafka: reads what is there in order, sends it, waits for the acks, deletes it, commits. It is
 * woken by commits and looks by itself as a fallback. This is the one place where a lock is held across a network
 * call; any number of relays may run, since each takes only shards that no other holds.
 */
@ApplicationScoped
class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** After which a shard that another relay has is looked at again. */
    private static final Duration SOON = Duration.ofMillis(20);

    private final DataSource database;
    private final MessagingConfig config;
    private final Publisher publisher;
    private final Schemas schemas;
    private final Floor floor = new Floor();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile @Nullable Thread thread;
    private volatile boolean stopped;
    private volatile boolean givenUp;

    Relay(DataSource database, MessagingConfig config, Publisher publisher, Schemas schemas) {
        this.database = database;
        this.config = config;
        this.publisher = publisher;
        this.schemas = schemas;
    }

    void on(@Observes StartupEvent started) {
        if (config.relayEnabled()) {
            start();
        }
    }

    /** After all who write to the outbox, and before the producer ends. */
    void on(@Observes @Priority(Integer.MAX_VALUE - 1) ShutdownEvent stopping) throws InterruptedException {
        stop();
    }

    void start() {
        thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::run);
    }

    /** Hands over what is in the outbox by now, as far as that goes within the time of a batch. */
    void stop() throws InterruptedException {
        stopped = true;
        wake();
        Thread running = thread;
        if (running != null) {
            running.join(config.relayAckWithin().plusSeconds(2));
            givenUp = true;
        }
    }

    void wake() {
        woken.set(true);
        LockSupport.unpark(thread);
    }

    private void run() {
        boolean announced = false;
        boolean done = false;
        while (!done && !givenUp) {
            boolean last = stopped;
            try {
                if (!announced) {
                    schemas.publish();
                    announced = true;
                }
                woken.set(false);
                Duration pause = cycle();
                done = last && !pause.isZero();
                rest(pause);
            } catch (SQLException | RuntimeException unwell) {
                done = last;
                LOG.warnf("outbox waits %s: %s", PAUSE, unwell.getClass().getName());
                LOG.debug("relay", unwell);
                publisher.reset();
                LockSupport.parkNanos(this, PAUSE.toNanos());
            }
        }
    }

    /** Until a commit has woken it, which may have been while it was at work. */
    private void rest(Duration longest) {
        long ends = System.nanoTime() + longest.toNanos();
        for (long left = longest.toNanos(); left > 0 && !woken.get() && !stopped; left = ends - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    /** @return how long to wait for a commit before the next */
    private Duration cycle() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var pause = cycle(new OutboxRows(connection, config.relaySession()));
                connection.commit();
                return pause;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private Duration cycle(OutboxRows outbox) throws SQLException {
        var taken = outbox.take(floor.from(outbox), config.relayRows(), config.relayBytes());
        if (taken.rows().isEmpty()) {
            return taken.more() ? SOON : config.relayPoll();
        }
        Sending.Outcome outcome = publisher.send(taken.rows());
        boolean held = outbox.delete(outcome.sent());
        floor.deleted(outcome.sent().size());
        outbox.hold(outcome.held());
        boolean freed = held && free(outbox, outcome);
        if (outcome.waited()) {
            publisher.reset();
            return PAUSE;
        }
        return taken.more() || freed ? Duration.ZERO : config.relayPoll();
    }

    /** @return whether something that was not tried may be sent now */
    private static boolean free(OutboxRows outbox, Sending.Outcome outcome) throws SQLException {
        Set<OutboxRows.HeldKey> sent = new HashSet<>();
        outcome.sent().forEach(row -> sent.add(row.held()));
        sent.removeAll(outcome.held().keySet());
        outbox.free(sent);
        return outbox.freeReached(outcome.reached());
    }
}
