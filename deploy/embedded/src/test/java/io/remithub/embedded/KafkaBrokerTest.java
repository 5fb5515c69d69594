package io.remithub.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remithub.schemas.Topic;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    void after_a_restart_on_the_same_directory_what_was_sent_is_read_and_every_topic_is_as_declared() throws Exception {
        try (var broker = KafkaBroker.start(directory)) {
            Topics.create(broker.bootstrapServers());
            send(broker, Topic.PAYMENTS_INTAKE.topicName(), "b-1", "kept");
        }

        try (var broker = KafkaBroker.start(directory)) {
            Topics.create(broker.bootstrapServers());

            assertThat(read(broker, Topic.PAYMENTS_INTAKE.topicName())).containsExactly("kept");
            assertAsDeclared(broker);
        }
    }

    @Test
    void a_broker_that_was_killed_starts_again_with_what_it_acknowledged_and_leaves_when_the_pipe_to_its_owner_closes()
            throws Exception {
        var killed = KafkaBroker.start(directory);
        Topics.create(killed.bootstrapServers());
        send(killed, Topic.EHR_POSTINGS.topicName(), "p-1", "acknowledged");
        killed.process().destroyForcibly().waitFor();

        try (var broker = KafkaBroker.start(directory)) {
            assertThat(read(broker, Topic.EHR_POSTINGS.topicName())).containsExactly("acknowledged");
            broker.process().getOutputStream().close();

            assertThat(broker.process().waitFor(Duration.ofSeconds(30))).isTrue();
        }
    }

    @Test
    @Timeout(60)
    void a_broker_whose_port_another_program_holds_says_so_and_leaves() throws Exception {
        try (var held = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> KafkaBroker.start(directory, held.getLocalPort(), Redirect.DISCARD, List.of()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("did not start");
        }
        assertThat(ProcessHandle.current().descendants()).noneMatch(this::isOnTheDirectory);
    }

    private boolean isOnTheDirectory(ProcessHandle process) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains(directory.toString()))
                .isPresent();
    }

    private static void assertAsDeclared(KafkaBroker broker) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
            assertThat(admin.describeTopics(names).allTopicNames().get().values())
                    .hasSize(names.size())
                    .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(Topic.PARTITIONS));
            assertThat(cleanupPolicy(admin, Topic.SCHEMAS)).isEqualTo("compact");
            assertThat(cleanupPolicy(admin, Topic.PAYMENTS_INTAKE)).isEqualTo("delete");
        }
    }

    private static String cleanupPolicy(Admin admin, Topic topic) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get("cleanup.policy")
                .value();
    }

    private static void send(KafkaBroker broker, String topic, String key, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }

    private static List<String> read(KafkaBroker broker, String topic) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var values = new ArrayList<String>();
            var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (values.isEmpty() && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(found -> values.add(found.value()));
            }
            return values;
        }
    }
}
