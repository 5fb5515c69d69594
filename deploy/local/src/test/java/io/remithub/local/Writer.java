package io.remithub.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.remithub.schemas.AvroModel;
import io.remithub.schemas.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes events as a service of the hub does. */
final class Writer implements AutoCloseable {

    static final String TIME = "2026-01-01T00:00:00.123456Z";

    private static final int TO_THE_END = -1;

    private final Map<String, Object> settings;
    private final KafkaProducer<String, byte[]> producer;

    Writer(String bootstrapServers) {
        settings = Map.of("bootstrap.servers", bootstrapServers);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    void publish(Schema schema) {
        var fingerprint = "%016x".formatted(SchemaNormalization.parsingFingerprint64(schema));
        send(new ProducerRecord<>(
                Topic.SCHEMAS.topicName(), fingerprint, schema.toString().getBytes(UTF_8)));
    }

    void write(Topic topic, String subject, long sequence, IndexedRecord event) {
        var message = new ProducerRecord<>(topic.topicName(), subject, encoded(event));
        Map.of(
                        "ce_type",
                        event.getSchema().getFullName(),
                        "ce_subject",
                        subject,
                        "ce_time",
                        TIME,
                        "ce_sequence",
                        Long.toString(sequence))
                .forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
        send(message);
    }

    void write(Topic topic, String key, byte[] anything) {
        send(new ProducerRecord<>(topic.topicName(), key, anything));
    }

    /** What was written is gone; schemas, which are compacted, stay. */
    void startOver() throws Exception {
        var written = Arrays.stream(Topic.values())
                .filter(topic -> topic.retention() == Topic.Retention.DELETE)
                .flatMap(topic -> producer.partitionsFor(topic.topicName()).stream())
                .collect(Collectors.toMap(
                        info -> new TopicPartition(info.topic(), info.partition()),
                        _ -> RecordsToDelete.beforeOffset(TO_THE_END)));
        try (var admin = Admin.create(settings)) {
            admin.deleteRecords(written).all().get();
        }
    }

    private void send(ProducerRecord<String, byte[]> message) {
        producer.send(message);
        producer.flush();
    }

    private static byte[] encoded(IndexedRecord event) {
        try {
            return new BinaryMessageEncoder<IndexedRecord>(AvroModel.of(event.getClass()), event.getSchema())
                    .encode(event)
                    .array();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
