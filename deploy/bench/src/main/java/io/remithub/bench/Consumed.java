package io.remithub.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What comes onto a topic from now on, until it is closed. */
final class Consumed implements AutoCloseable {

    private final Thread thread;
    private volatile boolean closed;

    private Consumed(
            KafkaConsumer<String, byte[]> consumer,
            Consumer<ConsumerRecord<String, byte[]>> each,
            CountDownLatch listening) {
        this.thread = Thread.ofPlatform().name("consumed").start(() -> {
            try (consumer) {
                consumer.assignment().forEach(consumer::position);
                listening.countDown();
                while (!closed) {
                    consumer.poll(Duration.ofMillis(100)).forEach(each);
                }
            }
        });
    }

    static Consumed of(String bootstrapServers, String topic, Consumer<ConsumerRecord<String, byte[]>> each)
            throws InterruptedException {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "latest");
        var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .collect(Collectors.toList());
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        var listening = new CountDownLatch(1);
        var consumed = new Consumed(consumer, each, listening);
        listening.await();
        return consumed;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
