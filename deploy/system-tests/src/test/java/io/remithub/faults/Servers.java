package io.remithub.faults;

import io.remithub.faults.Fault.Scene;
import io.remithub.rig.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults of the broker and of the databases. */
final class Servers {

    private static final String BACKENDS_IN_TRANSACTION = """
            select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null""";

    /** How often somebody looks whether it is still open. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private Servers() {}

    static String killBroker(Scene scene) throws Exception {
        scene.hub().rig().killBroker(0);
        scene.last(1_000, 6_000);
        scene.hub().rig().restartServers();
        return "killed the broker";
    }

    /** With one gone, work goes on; with two, nothing is taken for sent until one is back. */
    static String killBrokers(Scene scene) throws Exception {
        var rig = scene.hub().rig();
        int first = scene.random().nextInt(scene.hub().brokers());
        int second = (first + scene.random().nextInt(1, scene.hub().brokers()))
                % scene.hub().brokers();
        rig.killBroker(first);
        scene.last(2_000, 8_000);
        rig.killBroker(second);
        scene.last(2_000, 8_000);
        rig.restartServers();
        return "killed broker %d, then %d".formatted(first, second);
    }

    /** Of the database, then of the broker; what died of it is started again. */
    static String fillDisks(Scene scene) throws Exception {
        for (var disk : scene.hub().disks()) {
            disk.fill();
            scene.last(2_000, 8_000);
            disk.free();
            scene.hub().rig().restartServers();
        }
        return "filled the disks of the database and of the broker";
    }

    static @Nullable String breakDatabase(Scene scene) throws Exception {
        if (scene.deal("database stops", List.of(true, false, false))) {
            scene.hub().rig().stopDatabaseAtOnce();
            Thread.sleep(scene.random().nextInt(4_000));
            scene.hub().rig().restartServers();
            return "stopped the database at once";
        }
        var part = scene.deal("backends", Hub.SERVICES);
        int ended = 0;
        for (int time = 0; time < 20; time++) {
            ended += new Tables(scene.hub().rig(), part)
                    .rows(BACKENDS_IN_TRANSACTION, row -> row.getBoolean(1))
                    .size();
            Thread.sleep(50);
        }
        return ended == 0 ? null : "ended %d transactions of %s".formatted(ended, part.label());
    }

    static String leaveTransactionOpen(Scene scene) throws InterruptedException {
        var part = scene.deal("left open", Hub.SERVICES);
        leaveOpen(scene.hub(), part, scene.open());
        return "left a transaction of %s open for %s".formatted(part.label(), scene.open());
    }

    /** That long in all: where a server is stopped, or ends it, it is opened again. */
    static void leaveOpen(Hub hub, Part part, Duration open) throws InterruptedException {
        long until = System.nanoTime() + open.toNanos();
        while (System.nanoTime() < until) {
            try {
                leaveOpenUntil(until, hub, part);
            } catch (SQLException ended) {
                Thread.sleep(LOOK);
            }
        }
    }

    /** It has read, so that nothing after it can be cleared away, and written. */
    private static void leaveOpenUntil(long until, Hub hub, Part part) throws SQLException, InterruptedException {
        try (var connection = hub.rig().connectAsSuperuser(part);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("select count(*) from outbox");
            statement.execute("create temporary table coffee (id int)");
            while (System.nanoTime() < until) {
                Thread.sleep(LOOK);
                statement.execute("select 1");
            }
            connection.rollback();
        }
    }
}
