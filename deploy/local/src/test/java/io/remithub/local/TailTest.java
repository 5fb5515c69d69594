package io.remithub.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.remithub.embedded.KafkaBroker;
import io.remithub.embedded.Topics;
import io.remithub.events.batches.BatchStatusChanged;
import io.remithub.events.intake.PaymentAccepted;
import io.remithub.events.payments.PaymentStatusChanged;
import io.remithub.schemas.Examples;
import io.remithub.schemas.Topic;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TailTest {

    private static final Schema WRITTEN_ELSEWHERE = recordNamed("Elsewhere");
    private static final Schema PUBLISHED_LATE = recordNamed("Late");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path directory;

    private static KafkaBroker broker;
    private static Writer writer;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void start() {
        broker = KafkaBroker.start(directory);
        Topics.create(broker.bootstrapServers());
        writer = new Writer(broker.bootstrapServers());
    }

    @BeforeEach
    void startOver() throws Exception {
        writer.startOver();
    }

    @AfterAll
    static void stop() {
        writer.close();
        broker.close();
    }

    @Test
    void an_event_is_one_line_and_its_sealed_parts_stay_sealed() throws Exception {
        writer.publish(PaymentAccepted.getClassSchema());
        writer.write(Topic.PAYMENTS_INTAKE, "p-1", 7, Examples.of(PaymentAccepted.class));

        assertThat(tail("payments.intake.v1", "--from-beginning", "--count", "1"))
                .isZero();

        var columns = lines().getFirst().split(" +", 6);
        assertThat(columns).startsWith(Writer.TIME, "payments.intake.v1", "PaymentAccepted", "p-1", "7");
        var payload = new ObjectMapper().readTree(columns[5]);
        assertThat(payload.at("/payment/issuerReferenceId").asText()).isEqualTo("EVRYHEALTH-BAL-001");
        assertThat(payload.at("/payment/paymentDate").asText()).isEqualTo("2025-01-10");
        assertThat(payload.findValues("sealedClaim")).isNotEmpty().allSatisfy(part -> assertThat(part.asText())
                .isEqualTo("[sealed]"));
    }

    @Test
    void all_event_topics_are_shown_unless_one_is_named() {
        writer.publish(PaymentStatusChanged.getClassSchema());
        writer.publish(BatchStatusChanged.getClassSchema());
        writer.write(Topic.BATCHES_LIFECYCLE, "b-1", 1, Examples.of(BatchStatusChanged.class));
        writer.write(Topic.PAYMENTS_LIFECYCLE, "p-1", 1, Examples.of(PaymentStatusChanged.class));
        writer.write(Topic.PAYMENTS_LIFECYCLE, "p-1", 2, Examples.of(PaymentStatusChanged.class));

        assertThat(tail("--from-beginning", "--count", "3")).isZero();
        assertThat(lines()).hasSize(3);
        assertThat(lines()).filteredOn(line -> line.contains(" b-1 1 {")).hasSize(1);

        out.reset();
        assertThat(tail("payments.lifecycle.v1", "--from-beginning", "--count", "2"))
                .isZero();
        assertThat(lines())
                .satisfiesExactly(first -> assertThat(first).contains(" p-1 1 {"), second -> assertThat(second)
                        .contains(" p-1 2 {"));
    }

    @Test
    void what_was_there_before_is_not_shown_unless_asked_for() {
        writer.publish(PaymentStatusChanged.getClassSchema());
        writer.write(Topic.PAYMENTS_LIFECYCLE, "earlier", 1, Examples.of(PaymentStatusChanged.class));

        var tail = CompletableFuture.supplyAsync(() -> tail("--count", "1"));
        await().until(() -> err.toString(UTF_8).contains("Ctrl-C"));
        writer.write(Topic.PAYMENTS_LIFECYCLE, "later", 1, Examples.of(PaymentStatusChanged.class));

        assertThat(tail).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(0);
        assertThat(lines()).singleElement().asString().contains(" later 1 {");
    }

    @Test
    void an_event_whose_schema_is_still_to_be_published_is_waited_for() {
        writer.write(Topic.EHR_POSTINGS, "p-1/0", 1, saying(PUBLISHED_LATE, "read by its writer's schema"));

        var tail = CompletableFuture.supplyAsync(() -> tail("ehr.postings.v1", "--from-beginning", "--count", "1"));
        await().until(() -> err.toString(UTF_8).contains("Waiting for the schema"));
        assertThat(tail).isNotDone();
        writer.publish(PUBLISHED_LATE);

        assertThat(tail).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(0);
        assertThat(lines())
                .singleElement()
                .asString()
                .endsWith("Late                     p-1/0 1 {\"said\":\"read by its writer's schema\"}");
    }

    @Test
    void what_is_no_event_is_shown_as_unreadable_and_does_not_stop_the_rest() {
        writer.publish(WRITTEN_ELSEWHERE);
        writer.write(Topic.EHR_POSTINGS, "p-1/0", "no event at all".getBytes(UTF_8));
        writer.write(Topic.EHR_POSTINGS, "p-1/0", null);
        writer.write(Topic.EHR_POSTINGS, "p-1/0", 1, saying(WRITTEN_ELSEWHERE, "after it"));

        assertThat(tail("--from-beginning", "--count", "3")).isZero();

        assertThat(lines())
                .satisfiesExactly(
                        bad -> assertThat(bad).endsWith("\"[unreadable]\""),
                        empty -> assertThat(empty).endsWith(" null"),
                        good -> assertThat(good).endsWith("{\"said\":\"after it\"}"));
    }

    @Test
    void a_topic_that_does_not_exist_ends_with_2_and_names_those_that_do() {
        assertThat(tail("payments.lifecycle.v9")).isEqualTo(2);

        assertThat(err.toString(UTF_8))
                .startsWith("There is no topic payments.lifecycle.v9. These carry events: payments.intake.v1, ");
        assertThat(out.size()).isZero();
    }

    private int tail(String... args) {
        var tail = new Tail(
                broker.bootstrapServers(), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        return new CommandLine(tail).execute(args);
    }

    private List<String> lines() {
        return out.toString(UTF_8).lines().toList();
    }

    private static Schema recordNamed(String name) {
        return SchemaBuilder.record(name)
                .namespace("io.remithub.events.postings")
                .fields()
                .requiredString("said")
                .endRecord();
    }

    private static GenericRecord saying(Schema schema, String words) {
        return new GenericRecordBuilder(schema).set("said", words).build();
    }
}
