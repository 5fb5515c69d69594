package io.remithub.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.remithub.embedded.KafkaBroker;
import io.remithub.embedded.Topics;
import io.remithub.schemas.AvroModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

/** A broker, and events on it as the hub writes them. */
final class Hub implements AutoCloseable {

    private static final int TO_THE_END = -1;

    private final KafkaBroker broker;
    private final KafkaProducer<String, byte[]> producer;

    Hub(Path directory) {
        broker = KafkaBroker.start(directory);
        Topics.create(broker.bootstrapServers());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    void publish(Schema schema) {
        var fingerprint = "%016x".formatted(SchemaNormalization.parsingFingerprint64(schema));
        send(new ProducerRecord<>("schemas.v1", fingerprint, schema.toString().getBytes(UTF_8)));
    }

    void write(String topic, String subject, long sequence, IndexedRecord event) throws IOException {
        var payload = new BinaryMessageEncoder<IndexedRecord>(AvroModel.of(event.getClass()), event.getSchema())
                .encode(event)
                .array();
        var message = new ProducerRecord<>(topic, subject, payload);
        Map.of(
                        "ce_type", event.getSchema().getFullName(),
                        "ce_subject", subject,
                        "ce_sequence", Long.toString(sequence))
                .forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
        send(message);
    }

    /** What was written is gone; schemas, which are compacted, stay. */
    void startOver() throws Exception {
        var written = Stream.of("payments.lifecycle.v1", "batches.lifecycle.v1")
                .flatMap(topic -> producer.partitionsFor(topic).stream())
                .collect(Collectors.toMap(
                        info -> new TopicPartition(info.topic(), info.partition()),
                        _ -> RecordsToDelete.beforeOffset(TO_THE_END)));
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.deleteRecords(written).all().get();
        }
    }

    private void send(ProducerRecord<String, byte[]> message) {
        producer.send(message);
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
        broker.close();
    }
}
