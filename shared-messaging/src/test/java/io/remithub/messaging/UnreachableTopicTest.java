package io.remithub.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remithub.embedded.HubTestResource;
import io.remithub.schemas.Topic;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A topic that is not there, and an outbox that begins with more of it than any cycle reads. */
class UnreachableTopicTest {

    private static final int KEYS = 1_000;
    private static final int EVENTS_PER_KEY = 3;

    private final OutboxOfItsOwn outbox = new OutboxOfItsOwn(0);
    private final String missing = "missing-" + Ids.next();
    private final Map<String, Object> broker = Map.of("bootstrap.servers", HubTestResource.bootstrapServers());
    private RelayProcess relay;

    @BeforeEach
    void a_relay_whose_outbox_begins_with_what_cannot_be_sent() throws Exception {
        outbox.create();
        outbox.ids("""
                with written as (
                    insert into outbox (shard, topic, key, headers, payload)
                    select i %% 16, '%s', 'key-' || i %% %d, 'ce_sequence=' || i / %d + 1 || E'\\n', 'x'
                      from generate_series(0, %d) i order by i returning id)
                select count(*) from written""".formatted(missing, KEYS, KEYS, KEYS * EVENTS_PER_KEY - 1));
        relay = RelayProcess.start(
                outbox.url(),
                HubTestResource.username(),
                HubTestResource.password(),
                HubTestResource.bootstrapServers());
    }

    @AfterEach
    void stop() throws Exception {
        relay.close();
    }

    @Test
    void what_cannot_be_sent_holds_back_its_own_keys_alone_and_follows_in_order_once_it_can() throws Exception {
        try (var connection = outbox.connect()) {
            OutboxOfItsOwn.insert(connection, Ids.next(), 1);
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> waiting(Topic.BATCHES_LIFECYCLE.topicName()) == 0);
        assertThat(waiting(missing)).isEqualTo(KEYS * EVENTS_PER_KEY);

        try (var admin = Admin.create(broker)) {
            admin.createTopics(List.of(new NewTopic(missing, 1, (short) 1)))
                    .all()
                    .get();
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> outbox.waiting() == 0);

        List<Long> inOrder = LongStream.rangeClosed(1, EVENTS_PER_KEY).boxed().toList();
        assertThat(arrived()).hasSize(KEYS).allSatisfy((_, sequences) -> assertThat(sequences)
                .isEqualTo(inOrder));
        await().until(() -> outbox.ids("select count(*) from outbox_held").getFirst() == 0);
    }

    private long waiting(String topic) throws SQLException {
        return outbox.ids("select count(*) from outbox where topic = '" + topic + "'")
                .getFirst();
    }

    private Map<String, List<Long>> arrived() {
        var arrived = new TreeMap<String, List<Long>>();
        try (var consumer = new KafkaConsumer<>(broker, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(missing, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> arrived.computeIfAbsent(record.key(), _ -> new ArrayList<>())
                                .add(Headers.of(record.headers()).sequence()));
            }
        }
        return arrived;
    }
}
