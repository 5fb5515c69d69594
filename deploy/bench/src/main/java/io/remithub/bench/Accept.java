package io.remithub.bench;

import io.remithub.rig.HeldRelay;
import io.remithub.rig.Part;
import io.remithub.rig.Rig;
import java.time.Duration;
import java.util.Map;

/** {@code POST /payments}: how many a second, beside the same rows by pgbench. */
final class Accept implements Stage {

    private static final int CONNECTIONS = 32;
    private static final int CLIENTS = 16;
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final Duration ALONE = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "accept";
    }

    @Override
    public Ground ground() {
        return Ground.INTAKE;
    }

    @Override
    public void run(Rig rig, Report report) throws Exception {
        try (var _ = new HeldRelay(rig.connect(Part.INTAKE))) {
            measure(rig, report);
        }
    }

    private static void measure(Rig rig, Report report) throws Exception {
        var load = Load.ofPayments(Requests.payments()::next);
        var pgbench = pgbench(rig);
        pgbench.perSecond(CLIENTS, ALONE);
        for (int round = 0; round < ROUNDS; round++) {
            var cpu = rig.cpu().seconds();
            var taken = load.closed(CONNECTIONS, ROUND);
            var perItem = rig.cpu().perItem(cpu, taken.requests());
            var ceiling = pgbench.perSecond(CLIENTS, ROUND);
            report.add(
                    new Figure("accept, 32 connections", "payments/s", ">= 0.50", "pgbench, 16 clients"),
                    new Measured(taken.perSecond(), ceiling, perItem, taken.latencies()));

            var one = load.closed(1, ALONE);
            report.add(
                    new Figure("accept, 1 connection, p50", "ms", "<= 2", "pgbench, 1 client"),
                    new Measured(one.latencies().p50(), pgbench.median(ALONE), Map.of(), one.latencies()));
        }
    }

    private static Pgbench pgbench(Rig rig) throws Exception {
        new Payer().post("/payments", Requests.payments().next()); // with its event, which waits
        try (var intake = rig.connect(Part.INTAKE)) {
            return new Pgbench(
                    rig, Part.INTAKE, StoredPayment.withItsBatch(intake).pgbenchScript());
        }
    }
}
