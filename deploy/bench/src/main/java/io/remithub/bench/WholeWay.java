package io.remithub.bench;

import io.remithub.rig.Part;
import io.remithub.rig.Rig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** From {@code POST /payments} to {@code Completed}, one claim each, with partners in the same box. */
final class WholeWay implements Stage {

    private static final List<Part> SERVICES = List.of(Part.INTAKE, Part.ORCHESTRATOR, Part.POLLER, Part.POSTING);
    private static final double GOAL = 750;
    private static final double RESIDENT = 300;
    private static final int AT_ONCE = 1_000;
    private static final int CONNECTIONS = 16;
    /** One after the other without a pause: a minute in all. */
    private static final Duration SUSTAINED = Duration.ofSeconds(20);

    private static final Duration AT_LEAST = Duration.ofSeconds(10);
    private static final Duration CALM = Duration.ofSeconds(10);
    private static final byte[] COMPLETED = "Completed".getBytes(StandardCharsets.US_ASCII);

    private final Set<String> completed = ConcurrentHashMap.newKeySet();
    private final AtomicLong issued = new AtomicLong();
    private final Duration warm;
    private volatile Histogram latencies = new ConcurrentHistogram(3);

    /**
     * @param warm for how long payments pass before they are counted, those that stages before have left included: four
     *     cold JVMs compile on the cores that they measure
     */
    WholeWay(Duration warm) {
        this.warm = warm;
    }

    @Override
    public String name() {
        return "whole";
    }

    @Override
    public Ground ground() {
        return Ground.ALL_BUT_POSTING;
    }

    @Override
    public void run(Rig rig, Report report) throws Exception {
        rig.start(Part.POSTING, Map.of());
        completed.clear();
        issued.set(0);
        int first = Requests.apart();
        long began = System.nanoTime();
        awaitOthers(rig);
        var cold = warm.minusNanos(System.nanoTime() - began);
        var requests = Requests.paymentsOfOneClaim(first);
        var load = Load.ofPayments(() -> {
            awaitRoom();
            issued.incrementAndGet();
            return requests.next();
        });
        try (var _ = new Registrar(Requests.registrations(first), issued);
                var _ = Consumed.of(rig.bootstrapServers(), "payments.lifecycle.v1", this::take)) {
            load.closed(CONNECTIONS, cold.compareTo(AT_LEAST) < 0 ? AT_LEAST : cold);
            sustained(rig, load, report);
            awaitAll();
            for (int round = 0; round < ROUNDS; round++) {
                calm(load, report);
            }
        }
    }

    private void sustained(Rig rig, Load load, Report report) throws Exception {
        try (var running = Executors.newVirtualThreadPerTaskExecutor()) {
            var answered = running.submit(() -> load.closed(CONNECTIONS, SUSTAINED.multipliedBy(ROUNDS)));
            for (int round = 0; round < ROUNDS; round++) {
                var cpu = rig.cpu().seconds();
                int before = completed.size();
                long began = System.nanoTime();
                Thread.sleep(SUSTAINED);
                int came = completed.size() - before;
                double rate = came * 1e9 / (System.nanoTime() - began);
                report.add(
                        new Figure("whole way", "payments/s", ">= 1", "the goal"),
                        new Measured(rate, GOAL, rig.cpu().perItem(cpu, came), null));
                for (var service : SERVICES) {
                    report.add(
                            new Figure(service.label() + ", resident", "MiB", "<= 1", "the goal"),
                            new Measured(Memory.resident(rig.process(service)), RESIDENT, Map.of(), null));
                }
            }
            answered.get();
        }
    }

    private void calm(Load load, Report report) throws Exception {
        latencies = new ConcurrentHistogram(3);
        load.open(10, 4, CALM);
        awaitAll();
        var calm = Latencies.of(latencies);
        report.add(
                new Figure("whole way at 10/s, p99", "ms", "<= 1", "the goal"),
                new Measured(calm.p99(), 1_000, Map.of(), calm));
        report.add(
                new Figure("whole way at 10/s, p50", "ms", "<= 1", "the goal"),
                new Measured(calm.p50(), 250, Map.of(), calm));
    }

    /** New ones go in only as old ones are completed, so that what is measured is what comes out. */
    private void awaitRoom() {
        while (issued.get() - completed.size() >= AT_ONCE) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** What the stages before have left on its way. */
    private static void awaitOthers(Rig rig) throws Exception {
        try (var orchestrator = rig.connect(Part.ORCHESTRATOR);
                var look = orchestrator.prepareStatement(
                        "select exists (select 1 from payment where status not in ('CREATED', 'COMPLETED'))")) {
            Await.until("what others began is completed", () -> {
                try (var row = look.executeQuery()) {
                    row.next();
                    return !row.getBoolean(1);
                }
            });
        }
    }

    private void awaitAll() throws Exception {
        Await.until("all are completed", () -> completed.size() >= issued.get());
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (contains(record.value(), COMPLETED) && completed.add(record.key())) {
            long millis = System.currentTimeMillis() - acceptedAt(record.key());
            latencies.recordValue(Math.max(0, millis) * 1_000_000);
        }
    }

    /** A UUIDv7 begins with the milliseconds of its making. */
    private static long acceptedAt(String paymentId) {
        return Long.parseLong(paymentId.substring(0, 12), 16);
    }

    private static boolean contains(byte[] whole, byte[] part) {
        return new String(whole, StandardCharsets.ISO_8859_1).contains(new String(part, StandardCharsets.ISO_8859_1));
    }
}
