package io.remithub.messaging;

import static io.remithub.messaging.Fixtures.anEvent;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.events.intake.PaymentRemoved;
import io.remithub.schemas.Topic;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class OutboxTest {

    @Inject
    Outbox outbox;

    @Inject
    DataSource database;

    private final String batch = Ids.next();

    @Test
    void what_commits_is_published_with_its_headers_and_numbered_by_subject() {
        QuarkusTransaction.requiringNew().run(() -> outbox.append(anEvent(batch, "p1"), anEvent(batch, "p2")));
        QuarkusTransaction.requiringNew().run(() -> outbox.append(anEvent(batch, "p3")));

        List<ConsumerRecord<String, byte[]>> published = published(batch, 3);

        assertThat(published).extracting(OutboxTest::paymentId).containsExactly("p1", "p2", "p3");
        assertThat(published)
                .extracting(record -> header(record, "ce_sequence"))
                .containsExactly("1", "2", "3");
        assertThat(header(published.getFirst(), "ce_type")).isEqualTo("io.remithub.events.intake.PaymentRemoved");
        assertThat(header(published.getFirst(), "ce_specversion")).isEqualTo("1.0");
        assertThat(header(published.getFirst(), "ce_source")).isEqualTo("messaging-test");
        assertThat(header(published.getFirst(), "content-type")).isEqualTo("application/avro");
    }

    @Test
    void subjects_that_take_turns_in_one_list_are_each_numbered_in_its_order() {
        List<String> subjects = List.of(Ids.next(), Ids.next(), batch);
        for (int list = 0; list < 2; list++) {
            QuarkusTransaction.requiringNew()
                    .run(() -> outbox.append(IntStream.range(0, 300)
                            .mapToObj(place -> anEvent(subjects.get(place * place % 3), "p" + place))
                            .toList()));
        }

        for (int subject = 0; subject < 2; subject++) {
            int its = subject == 0 ? 200 : 400;
            var published = published(subjects.get(subject), its);
            assertThat(published)
                    .extracting(record -> header(record, "ce_sequence"))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, its)
                            .mapToObj(Integer::toString)
                            .toList());
        }
    }

    @Test
    void what_rolls_back_is_never_published_and_leaves_no_hole_in_the_sequence() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    outbox.append(anEvent(batch, "lie"));
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(RuntimeException.class);
        QuarkusTransaction.requiringNew().run(() -> outbox.append(anEvent(batch, "truth")));

        List<ConsumerRecord<String, byte[]>> published = published(batch, 1);

        assertThat(published).extracting(OutboxTest::paymentId).containsExactly("truth");
        assertThat(header(published.getFirst(), "ce_sequence")).isEqualTo("1");
    }

    @Test
    void an_event_that_commits_late_with_a_lower_id_is_published_too() throws InterruptedException {
        var late = Ids.next();
        var appended = new CountDownLatch(1);
        var overtaken = new CountDownLatch(1);
        Thread slow = Thread.ofVirtual()
                .start(() -> QuarkusTransaction.requiringNew().run(() -> {
                    outbox.append(anEvent(late, "late"));
                    appended.countDown();
                    await(overtaken);
                }));
        await(appended);
        QuarkusTransaction.requiringNew().run(() -> outbox.append(anEvent(batch, "early")));

        assertThat(published(batch, 1)).hasSize(1);
        overtaken.countDown();
        slow.join();

        assertThat(published(late, 1)).extracting(OutboxTest::paymentId).containsExactly("late");
    }

    @Test
    void a_record_that_the_broker_refuses_holds_back_its_own_key_alone() throws SQLException {
        String other = Ids.next();
        QuarkusTransaction.requiringNew().run(() -> {
            smuggle(batch, new byte[1_200_000]);
            outbox.append(anEvent(batch, "behind"), anEvent(other, "free"));
        });

        assertThat(published(other, 1)).extracting(OutboxTest::paymentId).containsExactly("free");
        Awaitility.await().untilAsserted(() -> assertThat(
                        one("select count(*) from outbox_held where key = '%s'".formatted(batch)))
                .isEqualTo(1));
        assertThat(one("select count(*) from outbox where key = '%s'".formatted(batch)))
                .isEqualTo(2);

        execute("delete from outbox where key = '%s' and length(payload) > 1000000".formatted(batch));

        assertThat(published(batch, 1)).extracting(OutboxTest::paymentId).containsExactly("behind");
        Awaitility.await().untilAsserted(() -> assertThat(
                        one("select count(*) from outbox_held where key = '%s'".formatted(batch)))
                .isZero());
    }

    @Test
    void what_a_relay_that_is_gone_held_back_follows_once_its_place_answers() throws SQLException {
        String other = Ids.next();
        execute("insert into outbox_held (topic, key, reason, retry_at) values ('%s', '%s', '%s', 'infinity')"
                .formatted(
                        Topic.PAYMENTS_INTAKE.topicName(),
                        batch,
                        Unreachable.reason(Unreachable.whole(Topic.PAYMENTS_INTAKE.topicName()))));
        QuarkusTransaction.requiringNew().run(() -> outbox.append(anEvent(batch, "held")));
        QuarkusTransaction.requiringNew().run(() -> outbox.append(anEvent(other, "free")));

        assertThat(published(batch, 1)).extracting(OutboxTest::paymentId).containsExactly("held");
    }

    @Test
    void a_payload_too_large_for_the_broker_is_refused_at_the_door() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew()
                        .run(() -> outbox.append(anEvent(batch, "x".repeat(1_000_000)))))
                .isInstanceOf(PayloadTooLarge.class);
    }

    @Test
    void a_subject_that_no_index_holds_is_not_waited_for() {
        String subject = new Random(24)
                .ints(4_096, 'A', 'Z')
                .mapToObj(Character::toString)
                .collect(joining());
        var event = new OutgoingEvent(
                Topic.PAYMENTS_INTAKE, batch, subject, Fixtures.TENANT, Fixtures.removed(batch, "payment"), Cause.NONE);

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> outbox.append(event)))
                .matches(failure -> !Patience.mayHeal(failure));
    }

    @Test
    void nothing_is_appended_outside_a_transaction() {
        assertThatThrownBy(() -> outbox.append(anEvent(batch, "p"))).isInstanceOf(RuntimeException.class);
    }

    /** Past the door: as if the broker's limit had been lowered since. */
    private void smuggle(String key, byte[] payload) {
        try (Connection connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "insert into outbox (shard, topic, key, headers, payload) values (?, ?, ?, '', ?)")) {
            insert.setInt(1, Outbox.shardOf(key));
            insert.setString(2, Topic.PAYMENTS_INTAKE.topicName());
            insert.setString(3, key);
            insert.setBytes(4, payload);
            insert.executeUpdate();
        } catch (SQLException unwell) {
            throw new AssertionError(unwell);
        }
    }

    private long one(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static List<ConsumerRecord<String, byte[]>> published(String key, int count) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", HubTestResource.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.PAYMENTS_INTAKE.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var found = new ArrayList<ConsumerRecord<String, byte[]>>();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (key.equals(record.key())) {
                        found.add(record);
                    }
                });
                return found.size() >= count;
            });
            return found;
        }
    }

    private static String paymentId(ConsumerRecord<String, byte[]> record) {
        return AvroCodec.decode(record.value(), PaymentRemoved.class).getPaymentId();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
