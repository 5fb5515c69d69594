package io.remithub.messaging;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The idempotent producer, and what became of a batch of rows that it was given. */
@ApplicationScoped
class Publisher {

    /**
     * @param sent acknowledged, and everything before it of the same key too
     * @param refused keys whose next record the broker will not take, and why
     * @param unacknowledged something got no answer in time: it stays in the outbox and is sent anew
     */
    record Outcome(List<OutboxRows.Row> sent, Map<OutboxRows.HeldKey, String> refused, boolean unacknowledged) {}

    private final BrokerAccess broker;
    private final MessagingConfig config;
    private @Nullable KafkaProducer<String, byte[]> producer;

    Publisher(BrokerAccess broker, MessagingConfig config) {
        this.broker = broker;
        this.config = config;
    }

    /** Sends in order; of each key, nothing counts as sent behind a record that was not. Lasts as long as acks may. */
    Outcome send(List<OutboxRows.Row> rows) {
        var producer = producer();
        Map<OutboxRows.Row, Future<RecordMetadata>> underway = underway(producer, rows);
        producer.flush();
        var sent = new ArrayList<OutboxRows.Row>(rows.size());
        Map<OutboxRows.HeldKey, String> refused = new LinkedHashMap<>();
        Set<OutboxRows.HeldKey> blocked = new HashSet<>();
        underway.forEach((row, answer) -> {
            if (!blocked.contains(row.held())) {
                if (answer.state() == Future.State.SUCCESS) {
                    sent.add(row);
                } else {
                    blocked.add(row.held());
                    String reason = refusal(answer);
                    if (reason != null) {
                        refused.put(row.held(), reason);
                    }
                }
            }
        });
        return new Outcome(sent, refused, refused.size() < blocked.size());
    }

    /** As far as the producer takes them; what it does not know where to send, it would make each one wait for. */
    private static Map<OutboxRows.Row, Future<RecordMetadata>> underway(
            KafkaProducer<String, byte[]> producer, List<OutboxRows.Row> rows) {
        Map<OutboxRows.Row, Future<RecordMetadata>> underway = new LinkedHashMap<>();
        Set<OutboxRows.HeldKey> refused = new HashSet<>();
        for (OutboxRows.Row row : rows) {
            if (refused.contains(row.held())) {
                continue;
            }
            Future<RecordMetadata> answer = producer.send(row.toRecord());
            underway.put(row, answer);
            if (answer.state() == Future.State.FAILED) {
                if (refusal(answer) == null) {
                    break;
                }
                // What follows of its key must not be sent before it.
                refused.add(row.held());
            }
        }
        return underway;
    }

    /** Why the broker will never take this record as it is; null when trying again may help. */
    private static @Nullable String refusal(Future<RecordMetadata> answer) {
        if (answer.state() != Future.State.FAILED) {
            return null;
        }
        return switch (answer.exceptionNow()) {
            case RecordTooLargeException _ -> "too-large";
            case InvalidTopicException _ -> "invalid-topic";
            case TopicAuthorizationException _ -> "not-authorized";
            case SerializationException _ -> "not-serializable";
            default -> null;
        };
    }

    /** One record outside any outbox, acknowledged. */
    void sendNow(List<ProducerRecord<String, byte[]>> records) {
        var producer = producer();
        List<Future<RecordMetadata>> answers =
                records.stream().map(producer::send).toList();
        producer.flush();
        if (!answers.stream().allMatch(answer -> answer.state() == Future.State.SUCCESS)) {
            throw new TransientFailure("the broker does not acknowledge");
        }
    }

    /** Forgets what is in flight: it is still in the outbox. */
    synchronized void reset() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    void stop(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent stopping) {
        reset();
    }

    private synchronized KafkaProducer<String, byte[]> producer() {
        if (producer == null) {
            int ackWithin = Math.toIntExact(config.relayAckWithin().toMillis());
            producer = new KafkaProducer<>(
                    broker.with(Map.of(
                            ProducerConfig.CLIENT_ID_CONFIG,
                            config.source() + "-relay",
                            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                            true,
                            ProducerConfig.ACKS_CONFIG,
                            "all",
                            ProducerConfig.MAX_BLOCK_MS_CONFIG,
                            5_000,
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                            ackWithin / 2,
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                            ackWithin,
                            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                            1_000_000,
                            // Nothing lingers: what is given is flushed, in as few requests as it takes.
                            ProducerConfig.LINGER_MS_CONFIG,
                            100,
                            ProducerConfig.BATCH_SIZE_CONFIG,
                            131_072)),
                    new StringSerializer(),
                    new ByteArraySerializer());
        }
        return producer;
    }
}
