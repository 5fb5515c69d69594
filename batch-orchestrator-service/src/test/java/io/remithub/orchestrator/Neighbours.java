package io.remithub.orchestrator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remithub.embedded.HubTestResource;
import io.remithub.messaging.Ids;
import io.remithub.schemas.AvroModel;
import io.remithub.schemas.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Everybody whom the orchestrator talks with: says events as they would, and hears everything that it says. */
final class Neighbours {

    record Heard(Topic topic, String subject, long sequence, Headers headers, SpecificRecord payload) {}

    private static final Set<Topic> ITS_TOPICS = Set.of(
            Topic.PAYMENTS_LIFECYCLE,
            Topic.BATCHES_LIFECYCLE,
            Topic.CLAIMS_STATUS_REQUESTS,
            Topic.EHR_POSTING_REQUESTS);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static Neighbours all;

    private final KafkaProducer<String, byte[]> producer;
    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> sequences = new ConcurrentHashMap<>();

    private Neighbours() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", HubTestResource.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
        Thread.ofPlatform().daemon().start(this::listen);
    }

    static synchronized Neighbours all() {
        if (all == null) {
            all = new Neighbours();
        }
        return all;
    }

    /** @return the event's id */
    String say(Topic topic, String key, String subject, SpecificRecord payload) {
        var sequence = sequences.merge(topic + " " + subject, 1L, Long::sum);
        var record = record(topic, key, subject, sequence, payload);
        producer.send(record);
        return new String(record.headers().lastHeader("ce_id").value(), UTF_8);
    }

    /** Twice, as delivery may. */
    void sayAgain(Topic topic, String key, String subject, SpecificRecord payload) {
        producer.send(record(topic, key, subject, sequences.get(topic + " " + subject), payload));
    }

    static ProducerRecord<String, byte[]> record(
            Topic topic, String key, String subject, long sequence, SpecificRecord payload) {
        var record = new ProducerRecord<>(topic.topicName(), key, encode(payload));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        Ids.next(),
                        "ce_source",
                        "test",
                        "ce_type",
                        payload.getSchema().getFullName(),
                        "ce_subject",
                        subject,
                        "ce_time",
                        Instant.now().toString(),
                        "ce_tenant",
                        Events.TENANT,
                        "ce_sequence",
                        Long.toString(sequence),
                        "content-type",
                        "application/avro",
                        "traceparent",
                        topic == Topic.CLAIMS_REGISTRATIONS ? Events.REGISTRATION : Events.TRACEPARENT)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }

    <T extends SpecificRecord> List<T> heard(Class<T> type, String subjectOrKey) {
        return records(subjectOrKey)
                .map(Heard::payload)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    Stream<Heard> records(String subjectOrKey) {
        return heard.stream()
                .filter(it -> it.subject().equals(subjectOrKey) || it.subject().startsWith(subjectOrKey + "/"));
    }

    <T extends SpecificRecord> List<T> await_(Class<T> type, String subjectOrKey, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(heard(type, subjectOrKey)).hasSizeGreaterThanOrEqualTo(count));
        return heard(type, subjectOrKey);
    }

    private void listen() {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", HubTestResource.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = ITS_TOPICS.stream()
                    .flatMap(topic -> IntStream.range(0, Topic.PARTITIONS)
                            .mapToObj(partition -> new TopicPartition(topic.topicName(), partition)))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> heard.add(heard(record)));
            }
        }
    }

    private static Heard heard(ConsumerRecord<String, byte[]> record) {
        var topic = Topic.named(record.topic());
        var type = topic.events().stream()
                .filter(event -> event.getName().equals(header(record, "ce_type")))
                .findFirst()
                .orElseThrow();
        return new Heard(
                topic,
                header(record, "ce_subject"),
                Long.parseLong(header(record, "ce_sequence")),
                record.headers(),
                decode(record.value(), type));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static byte[] encode(SpecificRecord payload) {
        try {
            var encoded = new BinaryMessageEncoder<SpecificRecord>(
                            AvroModel.of(payload.getClass()), payload.getSchema())
                    .encode(payload);
            var bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static SpecificRecord decode(byte[] bytes, Class<? extends SpecificRecord> type) {
        try {
            return new BinaryMessageDecoder<SpecificRecord>(
                            AvroModel.of(type),
                            type.getDeclaredConstructor().newInstance().getSchema())
                    .decode(bytes);
        } catch (IOException | ReflectiveOperationException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
