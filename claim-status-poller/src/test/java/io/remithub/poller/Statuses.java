package io.remithub.poller;

import io.remithub.events.claimstatus.ClaimStatusFailed;
import io.remithub.events.claimstatus.ClaimStatusReceived;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** What was told on claims.status.v1 since this was opened, read as any other service would. */
final class Statuses implements AutoCloseable {

    record Told(String key, Map<String, String> headers, SpecificRecord payload) {}

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Told> told = new ArrayList<>();

    Statuses() {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor("claims.status.v1").stream()
                .map(one -> new TopicPartition(one.topic(), one.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    List<Told> all() {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> told.add(read(record)));
        return List.copyOf(told);
    }

    /** About one payment, in order. */
    List<Told> of(String paymentId) {
        return all().stream().filter(one -> one.key().equals(paymentId)).toList();
    }

    private static Told read(ConsumerRecord<String, byte[]> record) {
        var headers = new HashMap<String, String>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        Class<? extends SpecificRecord> type = headers.get("ce_type").endsWith("ClaimStatusReceived")
                ? ClaimStatusReceived.class
                : ClaimStatusFailed.class;
        var model = new SpecificData(type.getClassLoader());
        model.addLogicalTypeConversion(new TimeConversions.DateConversion());
        model.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        try {
            SpecificRecord payload = new BinaryMessageDecoder<SpecificRecord>(
                            model, SpecificData.get().getSchema(type))
                    .decode(record.value());
            return new Told(record.key(), headers, payload);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
