package io.remithub.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Decodes any event of the hub. A payload is in Avro's single-object encoding: {@code C3 01}, the fingerprint of its
 * writer's schema (CRC-64-AVRO, 8 bytes, little-endian), the body. The schema is on the compacted topic
 * {@code schemas.v1}, its key the fingerprint in 16 hex digits, its value the schema as JSON.
 */
final class PublishedSchemas implements AutoCloseable {

    private static final String TOPIC = "schemas.v1";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final short SINGLE_OBJECT = (short) 0xC301;
    private static final int HEADER_BYTES = 10;

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Schema> byFingerprint = new HashMap<>();

    PublishedSchemas(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(TOPIC).stream()
                .map(info -> new TopicPartition(TOPIC, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    GenericRecord decode(byte[] payload) {
        if (payload.length < HEADER_BYTES || ByteBuffer.wrap(payload).getShort() != SINGLE_OBJECT) {
            throw new IllegalArgumentException("not in Avro's single-object encoding");
        }
        var fingerprint =
                ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN).getLong(Short.BYTES);
        var writer = published("%016x".formatted(fingerprint));
        try {
            var body = DecoderFactory.get().binaryDecoder(payload, HEADER_BYTES, payload.length - HEADER_BYTES, null);
            return new GenericDatumReader<GenericRecord>(writer).read(null, body);
        } catch (IOException torn) {
            throw new UncheckedIOException(torn);
        }
    }

    /** A schema is published before the first event that needs it, though it may arrive here later: worth waiting. */
    private Schema published(String fingerprint) {
        while (!byFingerprint.containsKey(fingerprint)) {
            consumer.poll(POLL).forEach(this::remember);
        }
        return byFingerprint.get(fingerprint);
    }

    private void remember(ConsumerRecord<String, byte[]> published) {
        if (published.value() != null) {
            var json = new String(published.value(), StandardCharsets.UTF_8);
            byFingerprint.put(published.key(), new Schema.Parser().parse(json));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
