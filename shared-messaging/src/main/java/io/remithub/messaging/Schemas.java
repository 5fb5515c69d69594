package io.remithub.messaging;

import io.quarkus.runtime.StartupEvent;
import io.remithub.events.sealed.ClaimPart;
import io.remithub.events.sealed.ClaimRegistration;
import io.remithub.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The writers' schemas on {@code schemas.v1}, by fingerprint: what makes any record readable without a registry. A
 * service publishes all that it could write before its first event, and reads the topic when it meets a stranger.
 */
@ApplicationScoped
class Schemas {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Publisher publisher;
    private final BrokerAccess broker;

    Schemas(Publisher publisher, BrokerAccess broker) {
        this.publisher = publisher;
        this.broker = broker;
    }

    void start(@Observes StartupEvent starting) {
        AvroCodec.learnFrom(this::learn);
    }

    void publish() {
        publisher.sendNow(records());
    }

    /** Of all that is written here. */
    static List<ProducerRecord<String, byte[]>> records() {
        return ours().map(Schemas::toRecord).toList();
    }

    /** Reads the whole topic once and remembers what it finds. */
    void learn() {
        try (var consumer = new KafkaConsumer<>(
                broker.with(Map.of(
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        10_000)),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.SCHEMAS.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(found -> learn(found.value()));
            }
        }
    }

    private static void learn(byte[] json) {
        AvroCodec.learn(new Schema.Parser().parse(new String(json, StandardCharsets.UTF_8)));
    }

    private static Stream<Schema> ours() {
        Stream<Class<?>> events = Arrays.stream(Topic.values()).flatMap(topic -> topic.events().stream());
        return Stream.concat(events, Stream.of(ClaimRegistration.class, ClaimPart.class))
                .map(AvroCodec::schemaOf);
    }

    private static ProducerRecord<String, byte[]> toRecord(Schema schema) {
        return new ProducerRecord<>(
                Topic.SCHEMAS.topicName(),
                "%016x".formatted(SchemaNormalization.parsingFingerprint64(schema)),
                schema.toString().getBytes(StandardCharsets.UTF_8));
    }
}
