package io.remithub.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** CloudEvents 1.0 in binary mode: the headers of every record, at rest as lines of {@code name=value}. */
record Headers(Map<String, String> values) {

    private static final String ID = "ce_id";
    private static final String TYPE = "ce_type";
    private static final String SUBJECT = "ce_subject";
    private static final String TIME = "ce_time";
    private static final String TENANT = "ce_tenant";
    private static final String SEQUENCE = "ce_sequence";
    private static final String CAUSATION = "ce_causationid";
    private static final String TRACEPARENT = "traceparent";
    /** Several times as long as any of ours, and as long as an index holds in whatever script. */
    private static final int LONGEST_SUBJECT = 500;

    /** But for the sequence, which the database counts. */
    static Headers of(String id, String source, Instant time, OutgoingEvent event) {
        var values = new LinkedHashMap<String, String>();
        values.put("ce_specversion", "1.0");
        values.put(ID, id);
        values.put("ce_source", source);
        values.put(TYPE, event.type());
        values.put(SUBJECT, event.subject());
        values.put(TIME, time.toString());
        values.put(TENANT, event.tenant());
        if (event.cause().eventId() != null) {
            values.put(CAUSATION, event.cause().eventId());
        }
        values.put("content-type", "application/avro");
        if (event.cause().traceparent() != null) {
            values.put(TRACEPARENT, event.cause().traceparent());
        }
        return new Headers(values);
    }

    static Headers of(org.apache.kafka.common.header.Headers record) {
        var values = new LinkedHashMap<String, String>();
        for (Header header : record) {
            if (header.value() != null) {
                values.put(storable(header.key()), storable(new String(header.value(), StandardCharsets.UTF_8)));
            }
        }
        return new Headers(values);
    }

    /** Of what strangers write, PostgreSQL stores every character but one. */
    static String storable(String text) {
        return text.replace('\0', ' ');
    }

    static Headers parse(String lines) {
        var values = new LinkedHashMap<String, String>();
        lines.lines().forEach(line -> {
            int equals = line.indexOf('=');
            values.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return new Headers(values);
    }

    String lines() {
        var lines = new StringBuilder();
        values.forEach((name, value) -> lines.append(inLine(name).replace('=', ' '))
                .append('=')
                .append(inLine(value))
                .append('\n'));
        return lines.toString();
    }

    private static String inLine(String text) {
        return storable(text).replace('\n', ' ').replace('\r', ' ');
    }

    RecordHeaders toRecord() {
        var headers = new RecordHeaders();
        values.forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }

    @Nullable
    String type() {
        return values.get(TYPE);
    }

    @Nullable
    String id() {
        return values.get(ID);
    }

    /** Null when there is none, or it is so long that no mark of it can be kept. */
    @Nullable
    String subject() {
        String subject = values.get(SUBJECT);
        return subject == null || subject.length() > LONGEST_SUBJECT ? null : subject;
    }

    @Nullable
    String tenant() {
        return values.get(TENANT);
    }

    @Nullable
    String time() {
        return values.get(TIME);
    }

    /** 0 when there is none, or it is no number. */
    long sequence() {
        try {
            return Long.parseLong(values.getOrDefault(SEQUENCE, "0"));
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    @Nullable
    String traceparent() {
        return values.get(TRACEPARENT);
    }
}
