package io.remithub.bench;

import io.remithub.rig.Part;
import io.remithub.rig.Rig;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a million stored payments cost those who issue, add and look: beside the same with hardly any. */
final class Growth implements Stage {

    private static final int STORED = 1_000_000;
    private static final int AT_A_TIME = 50_000;
    private static final long FIRST = 5_000_000_000L;
    private static final int CONNECTIONS = 32;
    private static final int PAYMENTS = 2_500;
    private static final int CALLS = 5;
    private static final Duration ROUND = Duration.ofSeconds(8);

    private final Requests payments;
    private final Payer payer = new Payer();
    private int batches;

    Growth() throws IOException {
        this.payments = Requests.paymentsOfABatch();
    }

    @Override
    public String name() {
        return "growth";
    }

    /** A million payments take minutes to store. */
    @Override
    public boolean always() {
        return false;
    }

    @Override
    public Ground ground() {
        return Ground.INTAKE_WITHOUT_RELAY;
    }

    @Override
    public void run(Rig rig, Report report) throws Exception {
        var load = Load.ofPayments(Requests.payments()::next);
        addMany();
        var issuedBefore = new ArrayList<Double>();
        var addedBefore = new ArrayList<Double>();
        for (int round = 0; round < ROUNDS; round++) {
            issuedBefore.add(load.closed(CONNECTIONS, ROUND).perSecond());
            addedBefore.add(addMany());
        }
        try (var intake = rig.connect(Part.INTAKE)) {
            fill(intake);
        }
        for (int round = 0; round < ROUNDS; round++) {
            report.add(
                    new Figure("accept, 1,000,000 stored", "payments/s", ">= 0.90", "hardly any stored"),
                    new Measured(load.closed(CONNECTIONS, ROUND).perSecond(), issuedBefore.get(round), Map.of(), null));
            report.add(
                    new Figure("add, 1,000,000 stored", "payments/s", ">= 0.90", "hardly any stored"),
                    new Measured(addMany(), addedBefore.get(round), Map.of(), null));
        }
    }

    private double addMany() throws Exception {
        var batch = payer.openBatch("BENCH-GROWTH-" + batches++, CALLS * PAYMENTS);
        var bodies = new ArrayList<byte[]>();
        for (int call = 0; call < CALLS; call++) {
            bodies.add(payments.list("payments", PAYMENTS));
        }
        long began = System.nanoTime();
        for (var body : bodies) {
            payer.add(batch, body);
        }
        return (double) CALLS * PAYMENTS * 1e9 / (System.nanoTime() - began);
    }

    /** Without the outbox, which holds what is on its way alone. */
    private static void fill(Connection intake) throws SQLException {
        List<StoredRows> tables = StoredPayment.withItsBatch(intake).tables().stream()
                .filter(rows -> !rows.table().equals("outbox"))
                .toList();
        for (long first = FIRST; first < FIRST + STORED; first += AT_A_TIME) {
            for (var rows : tables) {
                rows.fill(intake, first, AT_A_TIME);
            }
        }
        try (var settle = intake.createStatement()) {
            settle.execute("vacuum analyze");
        }
    }
}
