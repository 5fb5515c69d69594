package io.remithub.messaging;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The idempotent producer. */
@ApplicationScoped
class Publisher {

    private final BrokerAccess broker;
    private final MessagingConfig config;
    private final Unreachable unreachable = new Unreachable();
    private @Nullable KafkaProducer<String, byte[]> producer;

    Publisher(BrokerAccess broker, MessagingConfig config) {
        this.broker = broker;
        this.config = config;
    }

    /** In order; lasts as long as acks may. */
    Sending.Outcome send(List<OutboxRows.Row> rows) {
        return new Sending(producer(), unreachable).send(rows);
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
                            // Before the acks are waited for: both fit into the relay's session.
                            ackWithin * 2 / 5,
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
