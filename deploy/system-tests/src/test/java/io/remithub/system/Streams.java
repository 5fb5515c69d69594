package io.remithub.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Every record of every topic, as bytes. */
public final class Streams {

    /** Those of events that are taken as they come, and each once. */
    public static final List<String> OF_EVENTS = List.of(
            "payments.intake.v1",
            "payments.lifecycle.v1",
            "batches.lifecycle.v1",
            "claims.status-requests.v1",
            "claims.status.v1",
            "ehr.posting-requests.v1",
            "ehr.postings.v1");

    private static final String LOCAL = "localhost:9092";

    private Streams() {}

    static List<ConsumerRecord<byte[], byte[]>> all() {
        return all(LOCAL);
    }

    private static List<ConsumerRecord<byte[], byte[]>> all(String bootstrapServers) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        each(bootstrapServers, records::add);
        return records;
    }

    /** One after the other, each partition's in its order. */
    public static void each(String bootstrapServers, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        var settings = Map.<String, Object>of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(taker);
            }
        }
    }
}
