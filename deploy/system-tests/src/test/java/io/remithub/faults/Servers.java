package io.remithub.faults;

import io.remithub.faults.Fault.Scene;
import java.sql.SQLException;

/** Faults of the broker and of the databases. */
final class Servers {

    private static final String BACKENDS_IN_TRANSACTION = """
            select pg_terminate_backend(pid) from pg_stat_activity
             where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null""";

    private Servers() {}

    static String killBroker(Scene scene) throws InterruptedException {
        scene.hub().rig().killBroker();
        Thread.sleep(scene.random().nextInt(1_000, 6_000));
        scene.hub().rig().restartBroker();
        return "killed the broker";
    }

    static String breakDatabase(Scene scene) throws Exception {
        if (scene.random().nextInt(3) == 0) {
            scene.hub().rig().stopDatabaseAtOnce();
            Thread.sleep(scene.random().nextInt(4_000));
            scene.hub().rig().restartDatabase();
            return "stopped the database at once";
        }
        var part = Hub.SERVICES.get(scene.random().nextInt(Hub.SERVICES.size()));
        int ended = 0;
        for (int time = 0; time < 20; time++) {
            ended += new Tables(scene.hub().rig(), part)
                    .rows(BACKENDS_IN_TRANSACTION, row -> row.getBoolean(1))
                    .size();
            Thread.sleep(50);
        }
        return "ended %d transactions of %s".formatted(ended, part.label());
    }

    /** Somebody has opened a transaction that wrote, and went for coffee. */
    static String leaveTransactionOpen(Scene scene) throws SQLException, InterruptedException {
        var part = Hub.SERVICES.get(scene.random().nextInt(Hub.SERVICES.size()));
        try (var connection = scene.hub().rig().connectAsSuperuser(part);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(java.sql.Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("select count(*) from outbox");
            statement.execute("create temporary table coffee (id int)");
            Thread.sleep(scene.random().nextInt(5_000, 15_000));
            connection.rollback();
        }
        return "left a transaction of %s open".formatted(part.label());
    }
}
