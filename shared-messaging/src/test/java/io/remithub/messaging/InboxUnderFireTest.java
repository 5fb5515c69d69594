package io.remithub.messaging;

import static io.remithub.messaging.Fixtures.aRecord;
import static io.remithub.messaging.Fixtures.polled;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.schemas.Topic;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** The inbox while everything around it fails; effects are counted where they commit, in the database. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class InboxUnderFireTest {

    /** Seven tries, each after twice as long as the last; for longer, {@code -Doutage.seconds=}. */
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("outage.seconds", 8));

    @TestHTTPResource(value = "/", management = true)
    String management;

    @Inject
    Inbox inbox;

    @Inject
    Publisher publisher;

    @Inject
    Effects effects;

    @Inject
    DataSource database;

    private final long seed = new Random().nextLong();
    private final String batch = Ids.next();

    @Test
    void whatever_the_order_and_however_often_repeated_each_event_has_one_effect_in_order() {
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var deliveries = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (int copy = 0; copy < 3; copy++) {
            LongStream.rangeClosed(1, 40).forEach(sequence -> deliveries.add(aRecord(batch, sequence)));
        }
        Collections.shuffle(deliveries, random);

        while (!deliveries.isEmpty()) {
            List<ConsumerRecord<String, byte[]>> some =
                    deliveries.subList(0, Math.min(deliveries.size(), 1 + random.nextInt(10)));
            Fixtures.apply(inbox, batchOf(some), effects::add);
            some.clear();
        }

        assertThat(effects.of(batch))
                .isEqualTo(LongStream.rangeClosed(1, 40).boxed().toList());
    }

    @Test
    void two_owners_of_a_partition_at_once_have_one_effect_together() throws Exception {
        List<ConsumerRecord<String, byte[]>> records = LongStream.rangeClosed(1, 50)
                .mapToObj(sequence -> aRecord(batch, sequence))
                .toList();
        try (var owners = Executors.newFixedThreadPool(4)) {
            for (int owner = 0; owner < 4; owner++) {
                int size = 5 + owner;
                owners.submit(() -> {
                    for (int from = 0; from < records.size(); from += size) {
                        Fixtures.apply(
                                inbox,
                                batchOf(records.subList(from, Math.min(records.size(), from + size))),
                                effects::add);
                    }
                });
            }
        }

        assertThat(effects.of(batch))
                .isEqualTo(LongStream.rangeClosed(1, 50).boxed().toList());
    }

    /** Handlers slower than the group allows: partitions move away while their records are being applied. */
    @Test
    void partitions_that_move_while_slow_handlers_work_have_each_effect_once() throws Exception {
        String topic = Topic.PAYMENTS_INTAKE.topicName();
        publisher.sendNow(LongStream.rangeClosed(1, 60)
                .mapToObj(sequence -> aRecord(batch, sequence))
                .map(record -> new ProducerRecord<>(topic, null, record.key(), record.value(), record.headers()))
                .toList());
        var stop = new AtomicBoolean();
        try (var owners = Executors.newFixedThreadPool(3)) {
            for (int owner = 0; owner < 3; owner++) {
                owners.submit(() -> own(topic, stop));
            }
            try {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> effects.of(batch).size() >= 60);
            } finally {
                stop.set(true);
            }
        }

        assertThat(effects.of(batch))
                .isEqualTo(LongStream.rangeClosed(1, 60).boxed().toList());
    }

    /** Joins the group anew whenever it was thrown out for being slow, as a replica that stalls does. */
    private void own(String topic, AtomicBoolean stop) {
        while (!stop.get()) {
            try (var consumer = new KafkaConsumer<>(
                    Map.<String, Object>of(
                            "bootstrap.servers",
                            HubTestResource.bootstrapServers(),
                            "group.id",
                            "slow-" + batch,
                            "auto.offset.reset",
                            "earliest",
                            "enable.auto.commit",
                            false,
                            "max.poll.records",
                            5,
                            "max.poll.interval.ms",
                            1_000,
                            "session.timeout.ms",
                            6_000,
                            "partition.assignment.strategy",
                            CooperativeStickyAssignor.class.getName()),
                    new StringDeserializer(),
                    new ByteArrayDeserializer())) {
                consumer.subscribe(List.of(topic));
                while (!stop.get()) {
                    ConsumerRecords<String, byte[]> polled = consumer.poll(Duration.ofMillis(100));
                    Fixtures.apply(inbox, polled, this::slowEffect);
                    consumer.commitSync();
                }
            } catch (CommitFailedException thrownOut) {
                // another owner has the partition now, and gets the same records
            }
        }
    }

    private void slowEffect(List<ReceivedEvent> events) {
        List<ReceivedEvent> ours =
                events.stream().filter(event -> event.subject().equals(batch)).toList();
        effects.add(ours);
        boolean stalls = ours.stream().anyMatch(event -> event.sequence() % 20 == 1);
        LockSupport.parkNanos(Duration.ofMillis(stalls ? 2_500 : 20).toNanos());
    }

    @Test
    void while_the_database_is_gone_the_channel_waits_and_parks_nothing() throws Exception {
        Fixtures.apply(inbox, polled(aRecord(batch, 1)), effects::add);
        var attempts = new AtomicInteger();
        try (Connection elsewhere = DriverManager.getConnection(
                HubTestResource.jdbcUrl().replaceFirst("/hub(\\?|$)", "/postgres$1"),
                HubTestResource.username(),
                HubTestResource.password())) {
            String name = "hub";
            execute(elsewhere, "alter database %s with allow_connections false".formatted(name));
            execute(
                    elsewhere,
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'".formatted(name));
            Thread channel = Thread.ofVirtual()
                    .start(() -> Fixtures.apply(inbox, polled(aRecord(batch, 2)), events -> {
                        attempts.incrementAndGet();
                        effects.add(events);
                    }));
            await().until(() -> health("ready") == 503);
            assertThat(health("live")).isEqualTo(200);
            await().during(OUTAGE).atMost(OUTAGE.plusSeconds(10)).until(channel::isAlive);
            execute(elsewhere, "alter database %s with allow_connections true".formatted(name));

            channel.join();
        }
        await().until(() -> health("ready") == 200);

        assertThat(effects.of(batch)).containsExactly(1L, 2L);
        assertThat(attempts).hasValue(1);
        assertThat(count("parked_event")).isZero();
    }

    private int health(String probe) {
        return given().baseUri(management).get("/health/" + probe).statusCode();
    }

    @Test
    void a_whole_topic_replayed_from_its_beginning_changes_nothing() {
        String topic = Topic.PAYMENTS_INTAKE.topicName();
        publisher.sendNow(LongStream.rangeClosed(1, 30)
                .mapToObj(sequence -> aRecord(batch, sequence))
                .map(record -> new ProducerRecord<>(topic, null, record.key(), record.value(), record.headers()))
                .toList());
        replay(topic);

        replay(topic);

        assertThat(effects.of(batch))
                .isEqualTo(LongStream.rangeClosed(1, 30).boxed().toList());
    }

    private void replay(String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", HubTestResource.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, Topic.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                Fixtures.apply(inbox, consumer.poll(Duration.ofMillis(100)), this::ofOurBatch);
            }
        }
    }

    private void ofOurBatch(List<ReceivedEvent> events) {
        effects.add(
                events.stream().filter(event -> event.subject().equals(batch)).toList());
    }

    private static ConsumerRecords<String, byte[]> batchOf(List<ConsumerRecord<String, byte[]>> records) {
        return new ConsumerRecords<>(
                Map.of(new TopicPartition(Topic.PAYMENTS_INTAKE.topicName(), 3), List.copyOf(records)), Map.of());
    }

    private int count(String table) throws SQLException {
        try (Connection connection = database.getConnection();
                var select =
                        connection.prepareStatement("select count(*) from %s where subject = ?".formatted(table))) {
            select.setString(1, batch);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
