package io.remithub.bench;

import io.remithub.rig.Part;
import io.remithub.rig.Rig;
import io.remithub.rig.Signals;
import java.sql.Connection;
import java.time.Duration;
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
    private static final int CALLS = 12;
    private static final int WARM_CALLS = 40;
    private static final String TOPIC = "payments.intake.v1";
    private static final Figure FIGURE =
            new Figure("orchestrator takes payments", "payments/s", ">= 0.50", "bare consumer, same records");

    private final Payer payer = new Payer();
    private int batches;

    @Override
    public String name() {
        return "consume";
    }

    @Override
    public void run(Rig rig, Report report) throws Exception {
        rig.start(Part.INTAKE, Map.of());
        rig.start(Part.ORCHESTRATOR, Map.of());
        var payments = Requests.paymentsOfABatch();
        try (var intake = rig.connect(Part.INTAKE);
                var orchestrator = rig.connect(Part.ORCHESTRATOR)) {
            var taken = new Backlog(
                    orchestrator, "select coalesce(sum(last), 0) from inbox_mark where topic = '%s'".formatted(TOPIC));
            add(payments, WARM_CALLS);
            taken.perSecond(0, (long) WARM_CALLS * PAYMENTS);
            for (int round = 0; round < ROUNDS; round++) {
                long before = taken.done();
                Signals.pause(rig.process(Part.ORCHESTRATOR));
                add(payments, CALLS);
                Drain.awaitEmpty(intake, "outbox");
                Signals.pause(rig.process(Part.INTAKE));
                double ceiling = bare(rig, orchestrator, CALLS * PAYMENTS);
                var cpu = rig.cpu().seconds();
                Signals.goOn(rig.process(Part.ORCHESTRATOR));
                double rate = taken.perSecond(before, (long) CALLS * PAYMENTS);
                Signals.goOn(rig.process(Part.INTAKE));
                report.add(FIGURE, new Measured(rate, ceiling, rig.cpu().perItem(cpu, CALLS * PAYMENTS), null));
            }
        }
        rig.stop(Part.ORCHESTRATOR);
        rig.stop(Part.INTAKE);
    }

    private void add(Requests payments, int calls) throws Exception {
        var batch = payer.openBatch("BENCH-CONSUME-" + batches++, calls * PAYMENTS);
        for (int call = 0; call < calls; call++) {
            payer.post("/payments/batch/" + batch + "/add", payments.list("payments", PAYMENTS));
        }
    }

    /** The newest so many records of the topic. */
    private static double bare(Rig rig, Connection database, int records) throws Exception {
        try (var statement = database.createStatement()) {
            statement.execute("create table if not exists bare (key text, headers text, payload bytea)");
            statement.execute("create table if not exists bare_mark (subject text primary key, last bigint)");
        }
        var settings = Map.<String, Object>of(
                "bootstrap.servers", rig.bootstrapServers(),
                "group.id", "bare-" + UUID.randomUUID(),
                "auto.offset.reset", "earliest",
                "fetch.max.bytes", "8388608",
                "max.poll.records", "500");
        database.setAutoCommit(false);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
                var insert = database.prepareStatement("insert into bare values (?, ?, ?)");
                var mark = database.prepareStatement(
                        "insert into bare_mark values (?, ?) on conflict (subject) do update set last = excluded.last")) {
            consumer.subscribe(List.of(TOPIC));
            int read = 0;
            long began = 0;
            int first = 0;
            while (read < records) {
                var polled = consumer.poll(Duration.ofSeconds(1));
                for (var record : polled) {
                    insert.setString(1, record.key());
                    insert.setString(2, record.headers().toString());
                    insert.setBytes(3, record.value());
                    insert.addBatch();
                    mark.setString(1, record.topic() + record.partition());
                    mark.setLong(2, record.offset());
                }
                if (polled.isEmpty()) {
                    continue;
                }
                insert.executeBatch();
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
