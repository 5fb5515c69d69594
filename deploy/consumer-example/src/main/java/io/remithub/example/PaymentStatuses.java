package io.remithub.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints a line for each status that a payment has reached, and one for each change of a batch.
 *
 * <p>Delivery is at least once, so what was seen is dropped: within a topic, a subject's {@code ce_sequence} only grows.
 * Offsets are committed after the work. Fields without a default never leave a schema, so they may be read by name
 * whatever the writer's version; any other is to be asked for with {@code hasField}.
 */
final class PaymentStatuses implements AutoCloseable {

    private static final List<String> STREAMS = List.of("payments.lifecycle.v1", "batches.lifecycle.v1");
    private static final Duration POLL = Duration.ofMillis(500);

    private record Stream(String topic, String subject) {}

    private final KafkaConsumer<String, byte[]> consumer;
    private final PublishedSchemas schemas;
    private final PrintStream out;

    /** Here in memory. Whoever keeps state of these events keeps the marks beside it, written in one transaction. */
    private final Map<Stream, Long> lastSeen = new HashMap<>();

    PaymentStatuses(String bootstrapServers, String group, PrintStream out) {
        this.out = out;
        schemas = new PublishedSchemas(bootstrapServers);
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        group,
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(STREAMS);
    }

    public static void main(String[] args) {
        var bootstrapServers = System.getenv().getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092");
        try (var statuses = new PaymentStatuses(bootstrapServers, "consumer-example", System.out)) {
            while (true) {
                statuses.next();
            }
        }
    }

    /** One poll: first the work, then the commit. A crash between the two repeats events, and loses none. */
    void next() {
        var polled = consumer.poll(POLL);
        polled.forEach(this::readOnce);
        if (!polled.isEmpty()) {
            consumer.commitSync();
        }
    }

    private void readOnce(ConsumerRecord<String, byte[]> event) {
        var stream = new Stream(event.topic(), header(event, "ce_subject"));
        var sequence = Long.parseLong(header(event, "ce_sequence"));
        if (sequence > lastSeen.getOrDefault(stream, 0L)) {
            read(event);
            lastSeen.put(stream, sequence);
        }
    }

    /** What is not of interest is passed over, types that do not exist yet among it. */
    private void read(ConsumerRecord<String, byte[]> event) {
        switch (header(event, "ce_type")) {
            case "io.remithub.events.payments.PaymentStatusChanged" -> print(schemas.decode(event.value()));
            case "io.remithub.events.batches.BatchStatusChanged" -> printBatch(schemas.decode(event.value()));
            default -> {}
        }
    }

    private void print(GenericRecord payment) {
        for (var step : (Collection<?>) payment.get("steps")) {
            var taken = (GenericRecord) step;
            var at = Instant.ofEpochMilli((Long) taken.get("at"));
            out.printf("%s payment %s %s%n", at, payment.get("paymentId"), taken.get("status"));
        }
    }

    private void printBatch(GenericRecord batch) {
        var at = Instant.ofEpochMilli((Long) batch.get("at"));
        out.printf("%s batch %s %s%n", at, batch.get("batchId"), batch.get("status"));
    }

    private static String header(ConsumerRecord<String, byte[]> event, String name) {
        return new String(event.headers().lastHeader(name).value(), UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
        schemas.close();
    }
}
