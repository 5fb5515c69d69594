package io.remithub.messaging;

import jakarta.enterprise.inject.spi.CDI;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Tells {@link Polling} of each poll that brought something. Kafka makes it, by its name. */
public final class PolledRecords implements ConsumerInterceptor<String, byte[]> {

    private String clientId = "";

    @Override
    public void configure(Map<String, ?> settings) {
        clientId = String.valueOf(settings.get(ConsumerConfig.CLIENT_ID_CONFIG));
    }

    @Override
    public ConsumerRecords<String, byte[]> onConsume(ConsumerRecords<String, byte[]> records) {
        var polling = CDI.current().select(Polling.class).get();
        Inbox.topics(records).forEach(topic -> polling.polled(clientId, topic));
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // the inbox's marks are what counts
    }

    @Override
    public void close() {
        // holds nothing
    }
}
