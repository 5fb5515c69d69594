package io.remithub.bench;

import io.remithub.rig.Part;
import io.remithub.rig.Rig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;

/** From the commit of a payment to the first consumer of its event, at a steady pace. */
final class Hop implements Stage {

    private static final int PER_SECOND = 200;
    private static final Duration ROUND = Duration.ofSeconds(8);
    private static final double GOAL_P50 = 6;
    private static final double GOAL_P99 = 25;
    private static final String COMMITTED = """
            select batch_id, (extract(epoch from pg_xact_commit_timestamp(xmin)) * 1e6)::bigint
              from payment_batch where batch_id > ?""";

    @Override
    public String name() {
        return "hop";
    }

    @Override
    public Ground ground() {
        return Ground.INTAKE;
    }

    @Override
    public void run(Rig rig, Report report) throws Exception {
        try (var intake = rig.connect(Part.INTAKE)) { // what was held back before
            Drain.awaitEmpty(intake, "outbox");
        }
        var load = Load.ofPayments(Requests.payments()::next);
        for (int round = 0; round < ROUNDS; round++) {
            var seen = new ConcurrentHashMap<String, Instant>();
            try (var intake = rig.connect(Part.INTAKE);
                    var _ = Consumed.of(
                            rig.bootstrapServers(),
                            "payments.intake.v1",
                            record -> seen.putIfAbsent(record.key(), Instant.now()))) {
                var last = last(intake);
                var cpu = rig.cpu().seconds();
                load.open(PER_SECOND, 16, ROUND);
                Thread.sleep(1_000);
                var perItem = rig.cpu().perItem(cpu, PER_SECOND * ROUND.toSeconds());
                var latencies = Latencies.of(hops(intake, last, seen));
                report.add(
                        new Figure("hop at 200/s, p50", "ms", "<= 1", "the goal"),
                        new Measured(latencies.p50(), GOAL_P50, perItem, latencies));
                report.add(
                        new Figure("hop at 200/s, p99", "ms", "<= 1", "the goal"),
                        new Measured(latencies.p99(), GOAL_P99, Map.of(), latencies));
            }
        }
    }

    private static String last(Connection intake) throws SQLException {
        try (var select = intake.createStatement();
                var row = select.executeQuery("select max(batch_id) from payment_batch")) {
            row.next();
            return row.getString(1);
        }
    }

    private static Histogram hops(Connection intake, String after, Map<String, Instant> seen) throws SQLException {
        var hops = new Histogram(3);
        try (var select = intake.prepareStatement(COMMITTED)) {
            select.setString(1, after);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var arrived = seen.get(rows.getString(1));
                    if (arrived == null) {
                        throw new IllegalStateException("an event did not arrive within a second");
                    }
                    var committed = Instant.EPOCH.plusNanos(rows.getLong(2) * 1_000);
                    hops.recordValue(
                            Math.max(0, Duration.between(committed, arrived).toNanos()));
                }
            }
        }
        return hops;
    }
}
