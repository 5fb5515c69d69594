package io.remithub.schemas;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One example of every event with all its fields, in Avro's JSON, beside the schemas: producers prove that they write
 * it, consumers that they read it. One that was released stays as it is beside its schema, in {@code released}.
 */
public final class Examples {

    private Examples() {}

    /** @throws UncheckedIOException when there is no example of it, or the example does not fit its schema */
    public static <T extends SpecificRecord> T of(Class<T> event) {
        Schema schema = SpecificData.get().getSchema(event);
        String place = "/examples/%s.json".formatted(schema.getFullName());
        try (var json = Examples.class.getResourceAsStream(place)) {
            if (json == null) {
                throw new FileNotFoundException(place);
            }
            var reader = new SpecificDatumReader<T>(schema, schema, AvroModel.of(event));
            return event.cast(reader.read(null, DecoderFactory.get().jsonDecoder(schema, json)));
        } catch (IOException unfit) {
            throw new UncheckedIOException(unfit);
        }
    }

    /** The fields that the example of this event fills and this record leaves empty, by path. */
    public static List<String> unwritten(SpecificRecord produced) {
        var missing = new ArrayList<String>();
        compare("", of(produced.getClass()), produced, missing);
        return missing;
    }

    private static void compare(
            String path, @Nullable Object example, @Nullable Object produced, List<String> missing) {
        if (isEmpty(example)) {
            return;
        }
        if (isEmpty(produced)) {
            missing.add(path);
            return;
        }
        switch (Objects.requireNonNull(example)) {
            case IndexedRecord record -> {
                for (Schema.Field field : record.getSchema().getFields()) {
                    compare(
                            path.isEmpty() ? field.name() : path + "." + field.name(),
                            record.get(field.pos()),
                            ((IndexedRecord) Objects.requireNonNull(produced)).get(field.pos()),
                            missing);
                }
            }
            case Collection<?> items ->
                compare(
                        path + "[]",
                        items.iterator().next(),
                        ((Collection<?>) Objects.requireNonNull(produced))
                                .iterator()
                                .next(),
                        missing);
            default -> {
                // a value: whatever it is, it was written
            }
        }
    }

    private static boolean isEmpty(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Collection<?> items -> items.isEmpty();
            case Map<?, ?> entries -> entries.isEmpty();
            default -> false;
        };
    }
}
