package io.remithub.messaging;

import static io.remithub.messaging.Fixtures.aRecord;
import static io.remithub.messaging.Fixtures.polled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.events.intake.PaymentRemoved;
import io.remithub.schemas.Topic;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
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

    @Inject
    Inbox inbox;

    @Inject
    Publisher publisher;

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
            inbox.apply(batchOf(some), this::effect);
            some.clear();
        }

        assertThat(effects()).isEqualTo(LongStream.rangeClosed(1, 40).boxed().toList());
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
                        inbox.apply(
                                batchOf(records.subList(from, Math.min(records.size(), from + size))), this::effect);
                    }
                });
            }
        }

        assertThat(effects()).isEqualTo(LongStream.rangeClosed(1, 50).boxed().toList());
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
            await().atMost(Duration.ofSeconds(60)).until(() -> effects().size() >= 60);
            stop.set(true);
        }

        assertThat(effects()).isEqualTo(LongStream.rangeClosed(1, 60).boxed().toList());
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
                            400,
                            "session.timeout.ms",
                            6_000,
                            "partition.assignment.strategy",
                            CooperativeStickyAssignor.class.getName()),
                    new StringDeserializer(),
                    new ByteArrayDeserializer())) {
                consumer.subscribe(List.of(topic));
                while (!stop.get()) {
                    ConsumerRecords<String, byte[]> polled = consumer.poll(Duration.ofMillis(100));
                    inbox.apply(polled, this::slowEffect);
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
        effect(ours);
        boolean stalls = ours.stream().anyMatch(event -> event.sequence() % 20 == 1);
        LockSupport.parkNanos(Duration.ofMillis(stalls ? 1_500 : 20).toNanos());
    }

    @Test
    void while_the_database_is_gone_the_channel_waits_and_parks_nothing() throws Exception {
        inbox.apply(polled(aRecord(batch, 1)), this::effect);
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
                    .start(() -> inbox.apply(polled(aRecord(batch, 2)), events -> {
                        attempts.incrementAndGet();
                        effect(events);
                    }));
            await().during(Duration.ofSeconds(30))
                    .atMost(Duration.ofSeconds(40))
                    .until(channel::isAlive);
            execute(elsewhere, "alter database %s with allow_connections true".formatted(name));

            channel.join();
        }

        assertThat(effects()).containsExactly(1L, 2L);
        assertThat(attempts).hasValue(1);
        assertThat(count("parked_event")).isZero();
    }

    @Test
    void an_event_of_an_unknown_schema_waits_until_schemas_v1_has_it() throws Exception {
        Schema newer = newerPaymentRemoved("added" + batch);
        byte[] payload = encoded(newer);
        var read = new CopyOnWriteArrayList<PaymentRemoved>();
        Thread channel = Thread.ofVirtual()
                .start(() -> inbox.apply(
                        polled(aRecord(batch, 1, payload)),
                        events -> events.forEach(event -> read.add((PaymentRemoved) event.payload()))));
        await().during(Duration.ofSeconds(2)).until(channel::isAlive);

        publisher.sendNow(List.of(published(newer)));

        await().until(() -> !channel.isAlive());
        assertThat(read).extracting(PaymentRemoved::getPaymentId).containsExactly("p1");
        assertThat(count("parked_event")).isZero();
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

        assertThat(effects()).isEqualTo(LongStream.rangeClosed(1, 30).boxed().toList());
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
                inbox.apply(consumer.poll(Duration.ofMillis(100)), this::ofOurBatch);
            }
        }
    }

    private void ofOurBatch(List<ReceivedEvent> events) {
        effect(events.stream().filter(event -> event.subject().equals(batch)).toList());
    }

    @Test
    void an_old_and_a_new_writer_side_by_side_are_both_read() throws Exception {
        Schema newer = newerPaymentRemoved("added" + batch);
        publisher.sendNow(List.of(published(newer)));

        inbox.apply(
                polled(
                        aRecord(batch, 1),
                        aRecord(batch, 2, encoded(newer)),
                        aRecord(batch, 3),
                        aRecord(batch, 4, encoded(newer))),
                this::effect);

        assertThat(effects()).containsExactly(1L, 2L, 3L, 4L);
    }

    private static ProducerRecord<String, byte[]> published(Schema schema) {
        return new ProducerRecord<>(
                Topic.SCHEMAS.topicName(),
                "%016x".formatted(SchemaNormalization.parsingFingerprint64(schema)),
                schema.toString().getBytes(StandardCharsets.UTF_8));
    }

    private byte[] encoded(Schema writer) throws IOException {
        var record = new GenericRecordBuilder(writer)
                .set("tenantId", Fixtures.TENANT)
                .set("batchId", batch)
                .set("paymentId", "p1")
                .set("requestedBy", "key")
                .set("added" + batch, "something")
                .build();
        var encoded = new BinaryMessageEncoder<>(GenericData.get(), writer).encode(record);
        byte[] payload = new byte[encoded.remaining()];
        encoded.get(payload);
        return payload;
    }

    /** The same event as its next version would be: a field more. */
    private static Schema newerPaymentRemoved(String added) {
        Schema current = PaymentRemoved.getClassSchema();
        var fields = SchemaBuilder.record(current.getName())
                .namespace(current.getNamespace())
                .fields();
        for (Schema.Field field : current.getFields()) {
            fields = fields.requiredString(field.name());
        }
        return fields.name(added).type().stringType().stringDefault("").endRecord();
    }

    private static ConsumerRecords<String, byte[]> batchOf(List<ConsumerRecord<String, byte[]>> records) {
        return new ConsumerRecords<>(
                Map.of(new TopicPartition(Topic.PAYMENTS_INTAKE.topicName(), 3), List.copyOf(records)), Map.of());
    }

    /** In the handler's transaction, so that it counts only if that commits. */
    private void effect(List<ReceivedEvent> events) {
        try (Connection connection = database.getConnection();
                var insert = connection.prepareStatement("insert into effect (subject, sequence) values (?, ?)")) {
            for (ReceivedEvent event : events) {
                insert.setString(1, event.subject());
                insert.setLong(2, event.sequence());
                insert.executeUpdate();
            }
        } catch (SQLException unwell) {
            throw new TransientFailure("effect", unwell);
        }
    }

    private List<Long> effects() {
        try (Connection connection = database.getConnection();
                var select =
                        connection.prepareStatement("select sequence from effect where subject = ? order by place")) {
            select.setString(1, batch);
            var effects = new ArrayList<Long>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    effects.add(rows.getLong(1));
                }
            }
            return effects;
        } catch (SQLException unwell) {
            throw new AssertionError(unwell);
        }
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
