package io.remithub.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remithub.events.batches.BatchStatusChanged;
import io.remithub.events.payments.PaymentExceptionOpened;
import io.remithub.events.payments.PaymentStatusChanged;
import io.remithub.events.payments.StatusStep;
import io.remithub.schemas.Examples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class PaymentStatusesTest {

    private static final String PAYMENTS = "payments.lifecycle.v1";
    private static final String BATCHES = "batches.lifecycle.v1";
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path directory;

    private static Hub hub;

    private final String group = UUID.randomUUID().toString();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeAll
    static void start() {
        hub = new Hub(directory);
    }

    @BeforeEach
    void startOver() throws Exception {
        hub.startOver();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void what_was_seen_is_dropped_by_topic_and_subject() throws Exception {
        publishSchemas();
        hub.write(PAYMENTS, "p-1", 1, payment("p-1", "Created", "Loading"));
        hub.write(PAYMENTS, "p-1", 2, payment("p-1", "RemittanceRequested"));
        hub.write(PAYMENTS, "p-1", 1, payment("p-1", "Created", "Loading"));
        hub.write(PAYMENTS, "p-1", 2, payment("p-1", "RemittanceRequested"));
        hub.write(PAYMENTS, "p-1", 3, payment("p-1", "Completed"));
        hub.write(PAYMENTS, "p-2", 1, payment("p-2", "Held"));
        hub.write(BATCHES, "p-1", 1, Examples.of(BatchStatusChanged.class));

        try (var statuses = statuses()) {
            readUntil(statuses, 6);
        }

        assertThat(lines())
                .filteredOn(line -> line.contains("payment p-1"))
                .containsExactly(
                        AT + " payment p-1 Created",
                        AT + " payment p-1 Loading",
                        AT + " payment p-1 RemittanceRequested",
                        AT + " payment p-1 Completed");
        assertThat(lines()).contains(AT + " payment p-2 Held").anyMatch(line -> line.contains(" batch "));
    }

    @Test
    void types_of_no_interest_are_passed_over() throws Exception {
        publishSchemas();
        hub.write(PAYMENTS, "p-1", 1, Examples.of(PaymentExceptionOpened.class));
        hub.write(PAYMENTS, "p-1", 2, payment("p-1", "Completed"));

        try (var statuses = statuses()) {
            readUntil(statuses, 1);
        }

        assertThat(lines()).containsExactly(AT + " payment p-1 Completed");
    }

    @Test
    void a_newer_schema_is_read_beside_the_older_one() throws Exception {
        publishSchemas();
        var newer = withOneMoreField("added");
        hub.publish(newer);
        hub.write(PAYMENTS, "p-1", 1, payment("p-1", "Created"));
        hub.write(PAYMENTS, "p-1", 2, as(newer, payment("p-1", "Held")));
        hub.write(PAYMENTS, "p-1", 3, payment("p-1", "Cancelled"));

        try (var statuses = statuses()) {
            readUntil(statuses, 3);
        }

        assertThat(lines())
                .containsExactly(AT + " payment p-1 Created", AT + " payment p-1 Held", AT + " payment p-1 Cancelled");
    }

    @Test
    void a_schema_that_arrives_after_its_event_is_waited_for() throws Exception {
        var newest = withOneMoreField("publishedLate");
        hub.write(PAYMENTS, "p-1", 1, as(newest, payment("p-1", "Created")));

        try (var statuses = statuses()) {
            var reading = CompletableFuture.runAsync(() -> readUntil(statuses, 1));
            assertThat(reading).failsWithin(Duration.ofSeconds(3));
            hub.publish(newest);
            assertThat(reading).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    void a_restart_goes_on_from_the_committed_offset() throws Exception {
        publishSchemas();
        hub.write(PAYMENTS, "p-1", 1, payment("p-1", "Created"));
        try (var statuses = statuses()) {
            readUntil(statuses, 1);
        }
        hub.write(PAYMENTS, "p-1", 2, payment("p-1", "Completed"));

        try (var restarted = statuses()) {
            readUntil(restarted, 2);
        }

        assertThat(lines()).containsExactly(AT + " payment p-1 Created", AT + " payment p-1 Completed");
    }

    private PaymentStatuses statuses() {
        return new PaymentStatuses(hub.bootstrapServers(), group, new PrintStream(out, true, UTF_8));
    }

    private void readUntil(PaymentStatuses statuses, int printed) {
        await().atMost(Duration.ofSeconds(30)).pollInSameThread().until(() -> {
            statuses.next();
            return lines().size() >= printed;
        });
    }

    private List<String> lines() {
        return out.toString(UTF_8).lines().toList();
    }

    private void publishSchemas() {
        hub.publish(PaymentStatusChanged.getClassSchema());
        hub.publish(BatchStatusChanged.getClassSchema());
    }

    private static PaymentStatusChanged payment(String paymentId, String... statuses) {
        var steps = Arrays.stream(statuses)
                .map(status -> StatusStep.newBuilder()
                        .setStatus(status)
                        .setActorKind("HUB")
                        .setAt(AT)
                        .build())
                .toList();
        return PaymentStatusChanged.newBuilder(Examples.of(PaymentStatusChanged.class))
                .setPaymentId(paymentId)
                .setSteps(steps)
                .build();
    }

    /** Put first, so that whoever reads it by the older schema reads nonsense. */
    private static Schema withOneMoreField(String name) {
        var schema = PaymentStatusChanged.getClassSchema();
        var fields = schema.getFields().stream().map(field -> new Schema.Field(field, field.schema()));
        var added = new Schema.Field(name, Schema.create(Schema.Type.STRING), null, "");
        return Schema.createRecord(
                schema.getName(),
                schema.getDoc(),
                schema.getNamespace(),
                false,
                Stream.concat(Stream.of(added), fields).toList());
    }

    private static GenericRecord as(Schema newer, PaymentStatusChanged payment) throws IOException {
        var bytes = PaymentStatusChanged.getEncoder().encode(payment).array();
        var body = DecoderFactory.get().binaryDecoder(bytes, 10, bytes.length - 10, null);
        return new GenericDatumReader<GenericRecord>(payment.getSchema(), newer, GenericData.get()).read(null, body);
    }
}
