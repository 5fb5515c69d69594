package io.remithub.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the services exported, read as OTLP says it: opentelemetry/proto/trace/v1/trace.proto, by field numbers. */
final class Spans {

    /**
     * @param kind 1 internal, 2 server, 3 client, 4 producer, 5 consumer
     * @param links traces that it is linked to
     */
    record Span(
            String service,
            String trace,
            String id,
            String parent,
            String name,
            int kind,
            Map<String, String> attributes,
            List<String> links) {}

    private Spans() {}

    /** All that has come so far. */
    static List<Span> all() {
        var spans = new ArrayList<Span>();
        for (var export : Collector.exports()) {
            each(ByteString.copyFrom(export.content()), 1, resource -> {
                var service = new String[] {""};
                each(resource, 1, it -> service[0] = attributes(it, 1).getOrDefault("service.name", ""));
                each(resource, 2, scope -> each(scope, 2, span -> spans.add(span(service[0], span))));
            });
        }
        return spans;
    }

    private static Span span(String service, ByteString bytes) {
        var fields = fields(bytes);
        var links = new ArrayList<String>();
        each(bytes, 13, link -> links.add(hex(fields(link), 1)));
        return new Span(
                service,
                hex(fields, 1),
                hex(fields, 2),
                hex(fields, 4),
                text(fields, 5),
                fields.hasField(6)
                        ? fields.getField(6).getVarintList().getFirst().intValue()
                        : 0,
                attributes(bytes, 9),
                links);
    }

    private static Map<String, String> attributes(ByteString bytes, int field) {
        var attributes = new LinkedHashMap<String, String>();
        each(bytes, field, attribute -> {
            var fields = fields(attribute);
            each(attribute, 2, value -> attributes.put(text(fields, 1), text(fields(value), 1)));
        });
        return attributes;
    }

    private static void each(ByteString bytes, int field, Consumer<ByteString> part) {
        fields(bytes).getField(field).getLengthDelimitedList().forEach(part);
    }

    private static String text(UnknownFieldSet fields, int field) {
        var values = fields.getField(field).getLengthDelimitedList();
        return values.isEmpty() ? "" : values.getFirst().toString(UTF_8);
    }

    private static String hex(UnknownFieldSet fields, int field) {
        var values = fields.getField(field).getLengthDelimitedList();
        return values.isEmpty()
                ? ""
                : HexFormat.of().formatHex(values.getFirst().toByteArray());
    }

    private static UnknownFieldSet fields(ByteString bytes) {
        try {
            return UnknownFieldSet.parseFrom(bytes);
        } catch (InvalidProtocolBufferException notOtlp) {
            throw new UncheckedIOException(notOtlp);
        }
    }
}
