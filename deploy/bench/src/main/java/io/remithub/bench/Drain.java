package io.remithub.bench;

import io.remithub.rig.HeldRelay;
import io.remithub.rig.Part;
import io.remithub.rig.Rig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;

/** The relay's way from the outbox to Kafka, beside a bare read and delete of the same rows in the same order. */
final class Drain implements Stage {

    private static final int EVENTS = 40_000;
    /** It takes its time. */
    private static final int EVENTS_OF_DEBEZIUM = 20_000;

    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Figure DRAIN =
            new Figure("relay, outbox to Kafka", "events/s", ">= 0.40", "read and delete by 500");
    private static final Figure FOLLOWED =
            new Figure("relay, beside Debezium", "events/s", ">= 1.50", "Debezium, embedded");
    private static final Figure IDLING = new Figure("intake, idle", "% of a core", "<= 1", "one percent");

    @Override
    public String name() {
        return "drain";
    }

    @Override
    public Ground ground() {
        return Ground.INTAKE;
    }

    @Override
    public void run(Rig rig, Report report) throws Exception {
        try (var intake = rig.connect(Part.INTAKE)) {
            var event = anEvent(rig, intake);
            awaitEmpty(intake, "outbox");
            execute(intake, "create table if not exists copied_outbox (like outbox including all)");
            execute(intake, "create table if not exists followed_outbox (like outbox including all)");
            followed(rig, intake, event, 0); // warms it up
            for (int round = 0; round < ROUNDS; round++) {
                event.as("copied_outbox").copy(intake, 1, EVENTS);
                double ceiling = perSecond(EVENTS, () -> readAndDelete(intake));
                try (var _ = new HeldRelay(rig.connect(Part.INTAKE))) {
                    event.copy(intake, 1, EVENTS);
                }
                var cpu = rig.cpu().seconds();
                double rate = perSecond(EVENTS, () -> awaitEmpty(intake, "outbox"));
                report.add(DRAIN, new Measured(rate, ceiling, rig.cpu().perItem(cpu, EVENTS), null));
                report.add(FOLLOWED, new Measured(rate, followed(rig, intake, event, round + 1), Map.of(), null));
            }
        }
        report.add(IDLING, new Measured(idle(rig), 1, Map.of(), null));
    }

    /** Debezium begins and ends with each round: what its slot keeps of the log would weigh on the relay's. */
    private static double followed(Rig rig, Connection intake, StoredRows event, int round) throws Exception {
        try (var debezium = new Debezium(rig, Part.INTAKE, "followed_outbox")) {
            Await.until("Debezium follows", () -> isFollowed(intake));
            event.as("followed_outbox").copy(intake, 1 + (long) round * EVENTS_OF_DEBEZIUM, EVENTS_OF_DEBEZIUM);
            return perSecond(
                    EVENTS_OF_DEBEZIUM,
                    () -> Await.until("Debezium is done", () -> debezium.sent() >= EVENTS_OF_DEBEZIUM));
        }
    }

    private static boolean isFollowed(Connection intake) throws SQLException {
        try (var select = intake.createStatement();
                var row = select.executeQuery("select exists (select 1 from pg_replication_slots where active)")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static StoredRows anEvent(Rig rig, Connection intake) throws Exception {
        try (var _ = new HeldRelay(rig.connect(Part.INTAKE))) {
            new Payer().post("/payments", Requests.payments().next());
            return StoredPayment.withItsBatch(intake).rowsOf("outbox");
        }
    }

    private static double perSecond(int events, Timed timed) throws Exception {
        long began = System.nanoTime();
        timed.run();
        return events * 1e9 / (System.nanoTime() - began);
    }

    private interface Timed {
        void run() throws Exception;
    }

    private static void readAndDelete(Connection intake) throws SQLException {
        intake.setAutoCommit(false);
        try (var read = intake.prepareStatement(
                        "select id, topic, key, headers, payload from copied_outbox order by id limit 500");
                var delete = intake.prepareStatement("delete from copied_outbox where id = any (?)")) {
            boolean more = true;
            while (more) {
                var ids = new ArrayList<Long>();
                try (var rows = read.executeQuery()) {
                    while (rows.next()) {
                        ids.add(rows.getLong(1));
                        rows.getString(4);
                        rows.getBytes(5);
                    }
                }
                delete.setArray(1, intake.createArrayOf("bigint", ids.toArray()));
                delete.executeUpdate();
                intake.commit();
                more = !ids.isEmpty();
            }
        } finally {
            intake.setAutoCommit(true);
        }
    }

    /** Looks for the last alone, and by the index: going through all that were deleted weighs on what is measured. */
    static void awaitEmpty(Connection intake, String table) throws Exception {
        execute(intake, "set enable_seqscan = off");
        try (var select = intake.createStatement();
                var last = select.executeQuery("select max(id) from " + table);
                var look = intake.prepareStatement("select exists (select 1 from " + table + " where id >= ?)")) {
            last.next();
            look.setLong(1, last.getLong(1));
            Await.until(table + " is empty", () -> {
                try (var row = look.executeQuery()) {
                    row.next();
                    return !row.getBoolean(1);
                }
            });
        } finally {
            execute(intake, "reset enable_seqscan");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static double idle(Rig rig) throws InterruptedException {
        var before = rig.cpu().seconds();
        Thread.sleep(IDLE);
        return rig.cpu().perItem(before, IDLE.toSeconds()).getOrDefault(Part.INTAKE.label(), 0.0) / 1e4;
    }
}
