package io.remithub.bench;

import io.remithub.rig.HeldRelay;
import io.remithub.rig.Part;
import io.remithub.rig.Rig;
import io.remithub.rig.Signals;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The orchestrator takes up payments of a batch, beside a bare consumer that stores the same records, a transaction for
 * each polled batch.
 */
final class Consume implements Stage {

    private static final int PAYMENTS = 2_500;
    private static final int CALLS = 4;
    private static final String TOPIC = "payments.intake.v1";
    private static final Figure FIGURE =
            new Figure("orchestrator takes payments", "payments/s", ">= 0.50", "bare consumer, same rows");

    private final Payer payer = new Payer();
    private int batches;
    private long copied;

    @Override
    public String name() {
        return "consume";
    }

    @Override
    public Ground ground() {
        return Ground.ALL_BUT_POSTING;
    }

    @Override
    public void run(Rig rig, Report report) throws Exception {
        var payments = Requests.paymentsOfABatch();
        try (var intake = rig.connect(Part.INTAKE);
                var orchestrator = rig.connect(Part.ORCHESTRATOR)) {
            for (long began = System.nanoTime(); System.nanoTime() - began < Ground.WARM.toNanos(); ) {
                taken(orchestrator, add(payments, CALLS)).perSecond(0, (long) CALLS * PAYMENTS);
            }
            var aPayment = aPayment(rig, orchestrator, payments);
            for (int round = 0; round < ROUNDS; round++) {
                Signals.pause(rig.process(Part.ORCHESTRATOR));
                var batch = add(payments, CALLS);
                Drain.awaitEmpty(intake, "outbox");
                Signals.pause(rig.process(Part.INTAKE));
                double ceiling = bare(rig, orchestrator, aPayment, CALLS * PAYMENTS);
                var cpu = rig.cpu().seconds();
                Signals.goOn(rig.process(Part.ORCHESTRATOR));
                double rate = taken(orchestrator, batch).perSecond(0, (long) CALLS * PAYMENTS);
                Signals.goOn(rig.process(Part.INTAKE));
                report.add(FIGURE, new Measured(rate, ceiling, rig.cpu().perItem(cpu, CALLS * PAYMENTS), null));
            }
        }
    }

    /** @return the batch that they were added to */
    private String add(Requests payments, int calls) throws Exception {
        var batch = payer.openBatch("BENCH-CONSUME-" + batches++, calls * PAYMENTS);
        for (int call = 0; call < calls; call++) {
            payer.add(batch, payments.list("payments", PAYMENTS));
        }
        return batch;
    }

    /** What the orchestrator took of a batch: that it was opened, and each payment. */
    private static Backlog taken(Connection orchestrator, String batch) {
        return new Backlog(
                orchestrator,
                "select coalesce(max(last), 0) from inbox_mark where topic = '%s' and subject = '%s'"
                        .formatted(TOPIC, batch));
    }

    /** As the orchestrator stored a payment that was added, its event included; with tables of the same shape for it. */
    private List<StoredRows> aPayment(Rig rig, Connection orchestrator, Requests payments) throws Exception {
        var rows = new ArrayList<StoredRows>();
        try (var _ = new HeldRelay(rig.connect(Part.ORCHESTRATOR))) {
            var batch = payer.openBatch("BENCH-CONSUME-" + batches++, 1);
            payer.add(batch, payments.list("payments", 1));
            taken(orchestrator, batch).perSecond(0, 2);
            var id = text(orchestrator, "select payment_id from payment where batch_id = '" + batch + "'");
            for (String table : List.of("payment", "claim", "sealed_claim", "payment_step", "outbox")) {
                var where = "%s = '%s'".formatted(table.equals("outbox") ? "key" : "payment_id", id);
                execute(
                        orchestrator,
                        "create table if not exists bare_%1$s (like %1$s including all)".formatted(table));
                rows.add(StoredRows.of(orchestrator, table, where, List.of(id)).as("bare_" + table));
            }
        }
        execute(orchestrator, "create table if not exists bare_mark (like inbox_mark including all)");
        return rows;
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Reads so many records of the topic, and stores for each what the orchestrator stores of a payment. */
    private double bare(Rig rig, Connection database, List<StoredRows> payment, int records) throws Exception {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", rig.bootstrapServers(),
                "group.id", "bare-" + UUID.randomUUID(),
                "auto.offset.reset", "earliest",
                "fetch.max.bytes", "8388608",
                "max.poll.records", "500");
        database.setAutoCommit(false);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
                var mark = database.prepareStatement("insert into bare_mark (topic, subject, last) values (?, ?, ?)"
                        + " on conflict (topic, subject) do update set last = excluded.last")) {
            consumer.subscribe(List.of(TOPIC));
            int read = 0;
            long began = 0;
            int first = 0;
            while (read < records) {
                var polled = consumer.poll(Duration.ofSeconds(1));
                if (polled.isEmpty()) {
                    continue;
                }
                for (var rows : payment) {
                    rows.copy(database, copied, polled.count());
                }
                copied += polled.count();
                var last = polled.iterator().next();
                mark.setString(1, last.topic());
                mark.setString(2, last.key());
                mark.setLong(3, copied);
                mark.executeUpdate();
                database.commit();
                consumer.commitAsync();
                read += polled.count();
                if (began == 0) {
                    began = System.nanoTime();
                    first = read;
                }
            }
            return (read - first) * 1e9 / (System.nanoTime() - began);
        } finally {
            database.setAutoCommit(true);
        }
    }
}
