package io.remithub.local;

import io.remithub.schemas.Topic;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** The writers' schemas on {@code schemas.v1}, read as far as was needed. */
final class PublishedSchemas implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int POLLS_UNTIL_IT_IS_TOLD = 10;

    private final KafkaConsumer<String, byte[]> consumer;
    private final PrintStream err;
    private final Map<Long, Schema> known = new HashMap<>();

    PublishedSchemas(KafkaConsumer<String, byte[]> consumer, PrintStream err) {
        this.consumer = consumer;
        this.err = err;
        var partitions = consumer.partitionsFor(Topic.SCHEMAS.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Waits until it is published: a writer does so before its first event, but elsewhere. */
    Schema of(long fingerprint) {
        for (int polls = 1; !known.containsKey(fingerprint); polls++) {
            consumer.poll(POLL).forEach(this::learn);
            if (polls == POLLS_UNTIL_IT_IS_TOLD) {
                err.printf("Waiting for the schema %016x on %s.%n", fingerprint, Topic.SCHEMAS.topicName());
            }
        }
        return known.get(fingerprint);
    }

    private void learn(ConsumerRecord<String, byte[]> published) {
        if (published.value() != null) {
            var schema = new Schema.Parser().parse(new String(published.value(), StandardCharsets.UTF_8));
            known.put(SchemaNormalization.parsingFingerprint64(schema), schema);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
