package io.remithub.bench;

import io.remithub.rig.HeldRelay;
import io.remithub.rig.Part;
import io.remithub.rig.Rig;
import java.io.IOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code POST /payments/batch/{id}/add} with 2,500 payments a call, beside inserts of the same rows by one connection. */
final class Add implements Stage {

    private static final int PAYMENTS = 2_500;
    private static final int CALLS = 40;
    private static final int A_FEW = 6;
    private static final int WARM_CALLS = 5;
    private static final Figure ADD =
            new Figure("add, 2,500 in one call", "payments/s", ">= 0.40", "batched inserts, 1 connection");
    private static final Figure LAST =
            new Figure("add, call 40 beside call 1", "payments/s", ">= 0.90", "the first calls of the batch");

    private final Requests payments;
    private final Payer payer = new Payer();
    private int batches;
    private long copies = 1;

    Add() throws IOException {
        this.payments = Requests.paymentsOfABatch();
    }

    @Override
    public String name() {
        return "add";
    }

    @Override
    public Ground ground() {
        return Ground.INTAKE;
    }

    @Override
    public void run(Rig rig, Report report) throws Exception {
        try (var _ = new HeldRelay(rig.connect(Part.INTAKE));
                var intake = rig.connect(Part.INTAKE)) {
            add(payer.openBatch("BENCH-ADD-" + batches++, WARM_CALLS * PAYMENTS), WARM_CALLS);
            var stored = StoredPayment.ofItsBatch(intake);
            copy(stored, intake);
            for (int round = 0; round < ROUNDS; round++) {
                int calls = round < ROUNDS - 1 ? A_FEW : CALLS;
                var batch = payer.openBatch("BENCH-ADD-" + batches++, calls * PAYMENTS);
                var cpu = rig.cpu().seconds();
                var rates = add(batch, calls);
                var perItem = rig.cpu().perItem(cpu, calls * PAYMENTS);
                report.add(ADD, new Measured(median(rates), copy(stored, intake), perItem, null));
                if (calls == CALLS) {
                    report.add(
                            LAST,
                            new Measured(
                                    median(rates.subList(CALLS - 5, CALLS)),
                                    median(rates.subList(0, 5)),
                                    Map.of(),
                                    null));
                }
            }
        }
    }

    /** @return payments a second, call by call */
    private List<Double> add(String batch, int calls) throws IOException, InterruptedException {
        var rates = new ArrayList<Double>();
        for (int call = 0; call < calls; call++) {
            var body = payments.list("payments", PAYMENTS);
            long began = System.nanoTime();
            payer.add(batch, body);
            rates.add(PAYMENTS * 1e9 / (System.nanoTime() - began));
        }
        return rates;
    }

    private double copy(StoredPayment stored, Connection intake) throws Exception {
        var rates = new ArrayList<Double>();
        for (int call = 0; call < 5; call++, copies += PAYMENTS) {
            long began = System.nanoTime();
            stored.copy(intake, copies, PAYMENTS);
            rates.add(PAYMENTS * 1e9 / (System.nanoTime() - began));
        }
        return median(rates);
    }

    private static double median(List<Double> rates) {
        return rates.stream().sorted().toList().get(rates.size() / 2);
    }
}
