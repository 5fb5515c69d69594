package io.remithub.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** The public streams as AsyncAPI 3 would describe them, out of catalogue and schemas. */
final class AsyncApi {

    private static final List<String> HEADERS = List.of(
            "ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time", "ce_tenant", "ce_sequence");

    private AsyncApi() {}

    static Map<String, Object> document() {
        var channels = new LinkedHashMap<String, Object>();
        var operations = new LinkedHashMap<String, Object>();
        var messages = new LinkedHashMap<String, Object>();
        for (Topic topic : publicStreams()) {
            var names = new LinkedHashMap<String, Object>();
            for (var event : topic.events()) {
                Schema schema = SpecificData.get().getSchema(event);
                names.put(schema.getFullName(), reference("components/messages/" + schema.getFullName()));
                messages.put(schema.getFullName(), message(schema));
            }
            channels.put(
                    topic.topicName(),
                    of(
                            "address",
                            topic.topicName(),
                            "messages",
                            names,
                            "bindings",
                            of("kafka", of("partitions", Topic.PARTITIONS))));
            operations.put(
                    "receive." + topic.topicName(),
                    of("action", "receive", "channel", reference("channels/" + topic.topicName())));
        }
        return of(
                "asyncapi",
                "3.0.0",
                "info",
                of(
                        "title",
                        "Remit Hub: public streams",
                        "version",
                        "1.0",
                        "description",
                        "Delivery is at least once: drop ce_sequence up to the last seen of the same ce_subject. "
                                + "Payloads are Avro single-object encoded; an unknown fingerprint's schema is on schemas.v1, "
                                + "keyed by the fingerprint in 16 hex digits. Amounts are cents. No patient's data."),
                "defaultContentType",
                "application/avro",
                "channels",
                channels,
                "operations",
                operations,
                "components",
                of("messages", messages, "schemas", of("headers", headers())));
    }

    private static List<Topic> publicStreams() {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.audience() == Topic.Audience.PUBLIC
                        && !topic.events().isEmpty())
                .toList();
    }

    private static Map<String, Object> message(Schema schema) {
        return of(
                "name", schema.getFullName(),
                "title", schema.getName(),
                "summary", schema.getDoc() == null ? schema.getName() : schema.getDoc(),
                "headers", reference("components/schemas/headers"),
                "payload", of("schemaFormat", "application/vnd.apache.avro;version=1.12.0", "schema", json(schema)));
    }

    private static Map<String, Object> headers() {
        var properties = new LinkedHashMap<String, Object>();
        HEADERS.forEach(header -> properties.put(header, of("type", "string")));
        properties.put("ce_causationid", of("type", "string"));
        properties.put("traceparent", of("type", "string"));
        return of("type", "object", "required", HEADERS, "properties", properties);
    }

    private static Object json(Schema schema) {
        try {
            return new ObjectMapper().readValue(schema.toString(), Object.class);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Map<String, Object> reference(String place) {
        return of("$ref", "#/" + place);
    }

    private static Map<String, Object> of(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
