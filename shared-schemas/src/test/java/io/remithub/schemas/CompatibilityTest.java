package io.remithub.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.events.postings.PostingOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The gate in front of every schema change. Each run leaves today's schemas in {@code target/schemas}; releasing them
 * is copying that folder and the examples to {@code released/<version>} and sealing it with {@code sha256sum *.avsc
 * *.json > SHA256SUMS}. From then on it stays as it is.
 */
class CompatibilityTest {

    private static final Path RELEASED = Path.of("released");
    private static final String SUMS = "SHA256SUMS";

    @ParameterizedTest
    @MethodSource("io.remithub.schemas.ExamplesTest#everything_that_travels")
    void reads_and_is_read_by_every_released_version(Class<? extends SpecificRecord> event) throws IOException {
        Schema current = SpecificData.get().getSchema(event);
        leave(current);

        assertThat(Compatibility.breaks(current, released(current))).isEmpty();
    }

    @Test
    void what_was_released_still_travels() throws IOException {
        List<String> travelling = ExamplesTest.everything_that_travels()
                .flatMap(event -> Stream.of(event.getName() + ".avsc", event.getName() + ".json"))
                .toList();
        try (Stream<Path> files = Files.walk(RELEASED)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals(SUMS)))
                    .isNotEmpty()
                    .allMatch(travelling::contains);
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void what_was_released_stays_as_it_is(Path release) throws IOException {
        var sums = new ArrayList<String>();
        try (Stream<Path> files = Files.list(release)) {
            for (Path file : files.filter(file -> !file.endsWith(SUMS)).sorted().toList()) {
                sums.add(sha256(file) + "  " + file.getFileName());
            }
        }

        assertThat(sums).containsExactlyInAnyOrderElementsOf(Files.readAllLines(release.resolve(SUMS)));
    }

    static List<Path> releases() throws IOException {
        try (Stream<Path> releases = Files.list(RELEASED)) {
            return releases.toList();
        }
    }

    @Test
    void every_stream_is_in_the_first_release() {
        assertThat(Topic.values())
                .filteredOn(topic -> !topic.events().isEmpty())
                .allSatisfy(topic -> assertThat(topic.events())
                        .anyMatch(event -> Files.exists(RELEASED.resolve("1.0").resolve(event.getName() + ".avsc"))));
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    @ParameterizedTest
    @MethodSource("io.remithub.schemas.ExamplesTest#everything_that_travels")
    void reads_every_released_example(Class<? extends SpecificRecord> event) throws IOException {
        Schema current = SpecificData.get().getSchema(event);
        try (Stream<Path> files = Files.walk(RELEASED)) {
            for (Path schema : files.filter(file -> file.endsWith(current.getFullName() + ".avsc"))
                    .toList()) {
                Schema old = new Schema.Parser().parse(schema.toFile());
                try (var example = Files.newInputStream(schema.resolveSibling(current.getFullName() + ".json"))) {
                    assertThat(new SpecificDatumReader<SpecificRecord>(old, current, AvroModel.of(event))
                                    .read(null, DecoderFactory.get().jsonDecoder(old, example)))
                            .isInstanceOf(event);
                }
            }
        }
    }

    @Test
    void a_field_without_default_is_refused() {
        Schema released = PostingOutcome.getClassSchema();
        var fields = SchemaBuilder.record(released.getName())
                .namespace(released.getNamespace())
                .fields()
                .requiredString("addedLater");
        for (Schema.Field field : released.getFields()) {
            fields = field.hasDefaultValue()
                    ? fields.name(field.name()).type(field.schema()).withDefault(null)
                    : fields.name(field.name()).type(field.schema()).noDefault();
        }

        assertThat(Compatibility.breaks(fields.endRecord(), List.of(released)))
                .singleElement()
                .asString()
                .contains("READER_FIELD_MISSING_DEFAULT_VALUE");
    }

    @Test
    void a_changed_type_is_refused_in_both_directions() {
        Schema released =
                SchemaBuilder.record("Paid").fields().requiredLong("amount").endRecord();
        Schema current =
                SchemaBuilder.record("Paid").fields().requiredString("amount").endRecord();

        assertThat(Compatibility.breaks(current, List.of(released))).hasSize(2);
    }

    @Test
    void a_removed_field_that_had_no_default_is_refused() {
        Schema released = SchemaBuilder.record("Paid")
                .fields()
                .requiredLong("amount")
                .requiredString("currency")
                .endRecord();
        Schema current =
                SchemaBuilder.record("Paid").fields().requiredLong("amount").endRecord();

        assertThat(Compatibility.breaks(current, List.of(released)))
                .singleElement()
                .asString()
                .startsWith("a released reader");
    }

    @Test
    void a_field_with_default_is_welcome() {
        Schema released =
                SchemaBuilder.record("Paid").fields().requiredLong("amount").endRecord();
        Schema current = SchemaBuilder.record("Paid")
                .fields()
                .requiredLong("amount")
                .optionalString("note")
                .endRecord();

        assertThat(Compatibility.breaks(current, List.of(released))).isEmpty();
    }

    private static List<Schema> released(Schema current) throws IOException {
        var versions = new ArrayList<Schema>();
        try (Stream<Path> files = Files.walk(RELEASED)) {
            for (Path file : files.filter(file -> file.endsWith(current.getFullName() + ".avsc"))
                    .toList()) {
                versions.add(new Schema.Parser().parse(file.toFile()));
            }
        }
        return versions;
    }

    private static void leave(Schema current) throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "schemas"));
        Files.writeString(directory.resolve(current.getFullName() + ".avsc"), current.toString(true) + "\n");
    }
}
