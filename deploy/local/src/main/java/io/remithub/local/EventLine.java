package io.remithub.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** An event for the eye: time, topic, type, subject, sequence, payload. Sealed parts stay what they are. */
final class EventLine {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HEADER_BYTES = 10;
    private static final short SINGLE_OBJECT = (short) 0xC301;

    private final PublishedSchemas schemas;
    private final GenericData model = new GenericData();

    EventLine(PublishedSchemas schemas) {
        this.schemas = schemas;
        model.addLogicalTypeConversion(new TimeConversions.DateConversion());
        model.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    String of(ConsumerRecord<String, byte[]> event) {
        var type = header(event, "ce_type");
        return "%-27s %-25s %-24s %s %s %s"
                .formatted(
                        header(event, "ce_time"),
                        event.topic(),
                        type.substring(type.lastIndexOf('.') + 1),
                        header(event, "ce_subject"),
                        header(event, "ce_sequence"),
                        payload(event.value()));
    }

    private static String header(ConsumerRecord<String, byte[]> event, String name) {
        var header = event.headers().lastHeader(name);
        return header == null || header.value() == null ? "-" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private JsonNode payload(byte @Nullable [] bytes) {
        if (bytes == null) {
            return NullNode.instance;
        }
        if (bytes.length < HEADER_BYTES || ByteBuffer.wrap(bytes).getShort() != SINGLE_OBJECT) {
            return unreadable();
        }
        var schema =
                schemas.of(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(Short.BYTES));
        try {
            var body = DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
            return json(new GenericDatumReader<GenericRecord>(schema, schema, model).read(null, body));
        } catch (IOException | RuntimeException torn) {
            return unreadable();
        }
    }

    private static JsonNode unreadable() {
        return TextNode.valueOf("[unreadable]");
    }

    private static JsonNode json(@Nullable Object value) {
        return switch (value) {
            case null -> NullNode.instance;
            case ByteBuffer _, GenericFixed _ -> TextNode.valueOf("[sealed]");
            case IndexedRecord record -> {
                var node = JSON.createObjectNode();
                record.getSchema().getFields().forEach(field -> node.set(field.name(), json(record.get(field.pos()))));
                yield node;
            }
            case Collection<?> items -> {
                var node = JSON.createArrayNode();
                items.forEach(item -> node.add(json(item)));
                yield node;
            }
            case Map<?, ?> entries -> {
                var node = JSON.createObjectNode();
                entries.forEach((name, entry) -> node.set(name.toString(), json(entry)));
                yield node;
            }
            case Number _, Boolean _ -> JSON.valueToTree(value);
            default -> TextNode.valueOf(value.toString());
        };
    }
}
