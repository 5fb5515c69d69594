package io.remithub.faults;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The schemas of the next release: each record has one more field, optional and its last. */
final class NewSchemas {

    private static final String TOPIC = "schemas.v1";
    /** A single-object encoding: two bytes that say so, the writer's fingerprint, the record. */
    private static final int FINGERPRINT = 2;

    private static final int HEADER = 10;
    private static final byte NULL = 0;

    private final Map<Long, Long> successors = new HashMap<>();
    private final List<Schema> schemas = new ArrayList<>();

    private NewSchemas() {}

    /** @param field what is new in each */
    static NewSchemas of(String servers, String field) {
        var released = new HashMap<Long, Schema>();
        io.remithub.system.Streams.each(servers, record -> {
            if (record.topic().equals(TOPIC)) {
                var schema = new Schema.Parser().parse(new String(record.value(), StandardCharsets.UTF_8));
                released.put(SchemaNormalization.parsingFingerprint64(schema), schema);
            }
        });
        var all = new NewSchemas();
        released.forEach((fingerprint, schema) -> {
            var next = with(field, schema);
            all.schemas.add(next);
            all.successors.put(fingerprint, SchemaNormalization.parsingFingerprint64(next));
        });
        return all;
    }

    private static Schema with(String field, Schema schema) {
        var fields = new ArrayList<Schema.Field>();
        schema.getFields().forEach(each -> fields.add(new Schema.Field(each, each.schema())));
        var optional = Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
        fields.add(new Schema.Field(field, optional, null, JsonProperties.NULL_VALUE));
        var next = Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
        schema.getObjectProps().forEach(next::addProp);
        return next;
    }

    static boolean isEvent(byte @Nullable [] value) {
        return value != null && value.length >= HEADER && value[0] == (byte) 0xC3 && value[1] == 1;
    }

    /** The same, as the next release writes it. */
    byte[] write(byte[] event) {
        var next = ByteBuffer.allocate(event.length + 1)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(event)
                .put(NULL);
        long writer = next.getLong(FINGERPRINT);
        return next.putLong(FINGERPRINT, successors.getOrDefault(writer, writer))
                .array();
    }

    /** As a release does before its first event. */
    void publish(String servers) throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var schema : schemas) {
                var key = "%016x".formatted(SchemaNormalization.parsingFingerprint64(schema));
                producer.send(new ProducerRecord<>(
                                TOPIC,
                                key.getBytes(StandardCharsets.UTF_8),
                                schema.toString().getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }
    }

    /** Line by line a released fingerprint, and the one that is written in its place. */
    List<String> lines() {
        return successors.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .toList();
    }
}
