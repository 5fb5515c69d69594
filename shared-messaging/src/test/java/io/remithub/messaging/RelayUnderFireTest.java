package io.remithub.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remithub.embedded.HubTestResource;
import io.remithub.schemas.Topic;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Relays that are killed, suspended and doubled, against the real database and broker: nothing lost, keys in order. */
class RelayUnderFireTest {

    private final long seed = new Random().nextLong();
    private final OutboxOfItsOwn outbox = new OutboxOfItsOwn(seed);
    private final List<AutoCloseable> running = new ArrayList<>();

    @BeforeEach
    void an_outbox_of_its_own() {
        System.out.println("seed " + seed);
        outbox.create();
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : running) {
            each.close();
        }
    }

    @Test
    void a_relay_killed_at_any_moment_loses_nothing() throws Exception {
        Map<String, Integer> written = outbox.write(40, 50);
        for (int kill = 0; kill < 3; kill++) {
            RelayProcess relay = relay();
            long before = outbox.waiting();
            await().atMost(Duration.ofSeconds(20)).until(() -> outbox.waiting() < before || outbox.waiting() == 0);
            relay.signal("KILL");
        }

        relay();

        assertEverythingArrivesInOrder(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with sent as (delete from outbox", "commit"})
    void a_relay_that_dies_once_the_broker_has_acknowledged_sends_again_and_loses_nothing(String moment)
            throws Exception {
        Map<String, Integer> written = outbox.write(5, 20);
        for (int death = 0; death < 2; death++) {
            var relay = RelayProcess.dyingAt(
                    moment,
                    outbox.url(),
                    HubTestResource.username(),
                    HubTestResource.password(),
                    HubTestResource.bootstrapServers());
            running.add(relay);
            relay.awaitDeath();
        }
        assertThat(outbox.waiting()).isEqualTo(100);

        relay();

        assertEverythingArrivesInOrder(written);
    }

    @Test
    void two_relays_at_once_keep_every_key_in_order() throws Exception {
        relay();
        relay();

        assertEverythingArrivesInOrder(outbox.write(20, 100));
    }

    @Test
    void a_relay_suspended_for_longer_than_its_session_and_resumed_harms_nothing() throws Exception {
        Map<String, Integer> written = outbox.write(20, 100);
        RelayProcess suspended = relay();
        await().atMost(Duration.ofSeconds(20)).until(() -> outbox.waiting() < 2_000);
        suspended.signal("STOP");
        relay();
        await().atMost(RelayProcess.SESSION.plusSeconds(10)).until(() -> outbox.waiting() == 0);

        suspended.signal("CONT");

        written.putAll(outbox.write(5, 20));
        assertEverythingArrivesInOrder(written);
    }

    @Test
    void another_relay_takes_over_within_two_seconds_of_a_crash() throws Exception {
        RelayProcess first = relay();
        relay();
        outbox.write(4, 5);
        await().until(() -> outbox.waiting() == 0);

        first.signal("KILL");
        Instant crashed = Instant.now();
        outbox.write(4, 5);
        await().until(() -> outbox.waiting() == 0);

        assertThat(Duration.between(crashed, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void a_transaction_that_stands_open_elsewhere_delays_nothing() throws Exception {
        try (Connection idle = outbox.connect()) {
            idle.setAutoCommit(false);
            OutboxOfItsOwn.insert(idle, "idle", 1);

            relay();

            assertEverythingArrivesInOrder(outbox.write(5, 5));
        }
    }

    /** Two hundred events a second for ten minutes, all of them dead and none of them gone: nobody goes through them. */
    @Test
    void what_ten_minutes_leave_behind_a_transaction_that_stands_open_elsewhere_is_not_read_again() throws Exception {
        try (Connection idle = outbox.connect()) {
            idle.setAutoCommit(false);
            idle.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (var look = idle.createStatement()) {
                look.execute("select 1 from outbox");
            }
            outbox.ids("""
                    with written as (
                        insert into outbox (shard, topic, key, headers, payload)
                        select i % 64, 'batches.lifecycle.v1', 'dead', '', '' from generate_series(1, 120000) i returning id)
                    select count(*) from written""");
            outbox.ids("with gone as (delete from outbox returning id) select count(*) from gone");
            relay();

            assertEverythingArrivesInOrder(outbox.write(5, 5));
            await().atMost(Duration.ofSeconds(15)).until(() -> blocksReadWithin(Duration.ofSeconds(2)) < 10_000);
            assertEverythingArrivesInOrder(outbox.write(5, 5));
        }
    }

    private long blocksReadWithin(Duration time) throws SQLException, InterruptedException {
        String blocks = "select sum(heap_blks_hit + idx_blks_hit + heap_blks_read + idx_blks_read)::bigint"
                + " from pg_statio_user_tables where schemaname = '" + outbox.schema() + "' and relname = 'outbox'";
        long before = outbox.ids(blocks).getFirst();
        Thread.sleep(time);
        return outbox.ids(blocks).getFirst() - before;
    }

    /** Why the relay keeps no cursor: ids are handed out before commit, so a lower one may appear late. */
    @Test
    void a_cursor_over_ids_loses_what_commits_late_and_reading_what_is_there_does_not() throws Exception {
        var random = new Random(seed);
        var byCursor = new ArrayList<Long>();
        var byPresence = new ArrayList<Long>();
        long cursor = 0;
        var open = new ArrayList<Connection>();
        for (int step = 0; step < 300 || !open.isEmpty(); step++) {
            if (step < 300 && random.nextBoolean()) {
                Connection writer = outbox.connect();
                writer.setAutoCommit(false);
                OutboxOfItsOwn.insert(writer, "key-" + random.nextInt(5), step);
                open.add(writer);
            } else if (!open.isEmpty()) {
                try (Connection writer = open.remove(random.nextInt(open.size()))) {
                    writer.commit();
                }
            }
            for (long id : outbox.ids("select id from outbox where id > " + cursor + " order by id")) {
                byCursor.add(id);
                cursor = id;
            }
            byPresence.addAll(outbox.ids("select id from outbox where not id = any ('{%s}') order by id"
                    .formatted(byPresence.toString().replaceAll("[\\[\\] ]", ""))));
        }
        List<Long> committed = outbox.ids("select id from outbox order by id");

        assertThat(byPresence).containsExactlyInAnyOrderElementsOf(committed);
        assertThat(byCursor).hasSizeLessThan(committed.size());
        System.out.printf("a cursor lost %d of %d%n", committed.size() - byCursor.size(), committed.size());
    }

    private RelayProcess relay() throws IOException {
        var relay = RelayProcess.start(
                outbox.url(),
                HubTestResource.username(),
                HubTestResource.password(),
                HubTestResource.bootstrapServers());
        running.add(relay);
        return relay;
    }

    private void assertEverythingArrivesInOrder(Map<String, Integer> written) throws SQLException {
        await().atMost(Duration.ofSeconds(40)).until(() -> outbox.waiting() == 0);
        var arrived = new HashMap<String, List<Long>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", HubTestResource.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, Topic.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(Topic.BATCHES_LIFECYCLE.topicName(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    List<Long> sequences = arrived.computeIfAbsent(record.key(), _ -> new ArrayList<>());
                    long sequence = Headers.of(record.headers()).sequence();
                    // As the inbox does: what was seen is a duplicate.
                    if (sequences.isEmpty() || sequence > sequences.getLast()) {
                        sequences.add(sequence);
                    }
                });
            }
        }
        written.forEach((key, events) -> assertThat(arrived.get(key))
                .as(key)
                .isEqualTo(LongStream.rangeClosed(1, events).boxed().toList()));
    }
}
