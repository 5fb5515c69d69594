package io.remithub.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.messaging.OutboxRows.HeldKey;
import io.remithub.messaging.OutboxRows.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A broker of which some partitions give no answer. */
class SendingTest {

    private static final int PARTITIONS = 4;
    private static final List<Row> ROWS = LongStream.range(0, 40)
            .mapToObj(id -> new Row(id, "topic", "key-" + id % 20, "", new byte[1]))
            .toList();

    private final Broker broker = new Broker();
    private final Unreachable unreachable = new Unreachable();

    @Test
    void a_partition_that_gives_no_answer_holds_back_its_own_keys_alone() {
        broker.away.add(2);

        var outcome = new Sending(broker, unreachable).send(ROWS);

        assertThat(outcome.sent())
                .containsExactlyElementsOf(ROWS.stream()
                        .filter(row -> broker.partitionOf(row.key()) != 2)
                        .toList());
        assertThat(outcome.held()).isEqualTo(keysOf(2)).isNotEmpty();
        assertThat(outcome.waited()).isTrue();
    }

    @Test
    void for_a_while_nobody_waits_for_it_again_and_then_it_is_tried() {
        broker.away.add(2);
        new Sending(broker, unreachable).send(ROWS);
        broker.away.clear();

        var soon = new Sending(broker, unreachable).send(ROWS);
        assertThat(soon.held()).isEqualTo(keysOf(2));
        assertThat(soon.waited()).isFalse();
        assertThat(soon.reached()).containsExactlyInAnyOrder(place(0), place(1), place(3));

        Awaitility.await().until(() -> !unreachable.isLeftAlone(place(2)));
        var later = new Sending(broker, unreachable).send(ROWS);
        assertThat(later.sent()).isEqualTo(ROWS);
        assertThat(later.held()).isEmpty();
        assertThat(later.reached()).contains(place(2));
    }

    @Test
    void a_place_of_which_something_got_no_answer_is_not_reached() {
        String lost = ROWS.stream()
                .map(Row::key)
                .filter(key -> broker.partitionOf(key) == 2)
                .findFirst()
                .orElseThrow();
        broker.awayKeys.add(lost);

        var outcome = new Sending(broker, unreachable).send(ROWS);

        assertThat(outcome.held()).containsOnlyKeys(new HeldKey("topic", lost));
        assertThat(outcome.reached()).containsExactlyInAnyOrder(place(0), place(1), place(3));
    }

    @Test
    void where_nothing_gets_an_answer_nothing_is_held_back() {
        broker.away.addAll(List.of(0, 1, 2, 3));
        broker.schemasAway = true;

        var outcome = new Sending(broker, unreachable).send(ROWS);

        assertThat(outcome.sent()).isEmpty();
        assertThat(outcome.held()).isEmpty();
        assertThat(outcome.waited()).isTrue();
    }

    @Test
    void what_no_cycle_gets_past_is_held_back_while_the_broker_answers_elsewhere() {
        broker.away.addAll(List.of(0, 1, 2, 3));

        var outcome = new Sending(broker, unreachable).send(ROWS);

        assertThat(outcome.held()).hasSize(20);
    }

    @Test
    void of_topics_that_are_unknown_one_is_waited_for_a_cycle_and_what_is_known_goes_out() {
        broker.unknown.addAll(List.of("lost", "gone"));
        var rows = new ArrayList<Row>();
        rows.add(ROWS.getFirst());
        for (int id = 100; id < 110; id++) {
            rows.add(new Row(id, id % 2 == 0 ? "lost" : "gone", "key-" + id, "", new byte[1]));
        }
        rows.addAll(ROWS.subList(1, 10));

        var first = new Sending(broker, unreachable).send(rows);
        assertThat(broker.waits).isEqualTo(1);
        assertThat(first.sent()).isEqualTo(ROWS.subList(0, 10));
        assertThat(first.held()).hasSize(5).allSatisfy((key, _) -> assertThat(key.topic())
                .isEqualTo("lost"));

        var second = new Sending(broker, unreachable).send(rows);
        assertThat(broker.waits).isEqualTo(2);
        assertThat(second.held()).hasSize(10);
    }

    private Map<HeldKey, String> keysOf(int partition) {
        var keys = new HashMap<HeldKey, String>();
        ROWS.stream()
                .filter(row -> broker.partitionOf(row.key()) == partition)
                .forEach(row -> keys.put(row.held(), "unreachable topic-" + partition));
        return keys;
    }

    private static TopicPartition place(int partition) {
        return new TopicPartition("topic", partition);
    }

    private static final class Broker extends MockProducer<String, byte[]> {

        private final Set<Integer> away = new HashSet<>();
        private final Set<String> awayKeys = new HashSet<>();
        private final Set<String> unknown = new HashSet<>();
        private final List<CompletableFuture<RecordMetadata>> lost = new ArrayList<>();
        private boolean schemasAway;
        private int waits;

        int partitionOf(String key) {
            return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), PARTITIONS);
        }

        @Override
        public List<PartitionInfo> partitionsFor(String topic) {
            if (unknown.contains(topic)) {
                waits++;
                throw new TimeoutException("not in metadata");
            }
            return Collections.nCopies(PARTITIONS, new PartitionInfo(topic, 0, null, null, null));
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
            var answer = new CompletableFuture<RecordMetadata>();
            if (away.contains(partitionOf(record.key())) || awayKeys.contains(record.key())) {
                lost.add(answer);
            } else {
                answer.complete(new RecordMetadata(new TopicPartition(record.topic(), 0), 0, 0, 0, 0, 0));
            }
            return answer;
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<String, byte[]> schema, Callback callback) {
            var answer = new CompletableFuture<RecordMetadata>();
            if (!schemasAway) {
                callback.onCompletion(null, null);
            }
            return answer;
        }

        @Override
        public void flush() {
            lost.forEach(answer -> answer.completeExceptionally(new TimeoutException("expired")));
        }
    }
}
