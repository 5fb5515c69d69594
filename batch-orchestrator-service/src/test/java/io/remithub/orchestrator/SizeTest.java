package io.remithub.orchestrator;

import static io.remithub.orchestrator.Events.PAID;
import static io.remithub.orchestrator.Events.accepted;
import static io.remithub.orchestrator.Events.header;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.messaging.Ids;
import io.remithub.messaging.Inbox;
import io.remithub.messaging.ReceivedEvent;
import io.remithub.messaging.TransientFailure;
import io.remithub.orchestrator.application.ObeyPayers;
import io.remithub.schemas.Topic;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A large batch of many calls: 2,000 payments, or as many as the property {@code payments} says. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class SizeTest {

    private static final int PAYMENTS = Integer.getInteger("payments", 2_000);
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final Duration LONG = Duration.ofSeconds(60 + PAYMENTS / 100);

    @Inject
    Inbox inbox;

    @Inject
    ObeyPayers payers;

    @Inject
    DataSource database;

    private final Random random = new Random(SEED);
    private final String batch = Ids.next();
    private final List<String> payments =
            IntStream.range(0, PAYMENTS).mapToObj(_ -> Ids.next()).toList();
    private long sequence;

    @AfterEach
    void nobody_dies_any_more() {
        inbox.opens(Topic.PAYMENTS_INTAKE, payers::handle);
    }

    @Test
    void its_totals_are_right_whatever_the_order_duplication_or_restart_and_it_advances_beside_others()
            throws Exception {
        inbox.opens(Topic.PAYMENTS_INTAKE, this::handleAndSometimesDie);
        var polls = polls(issued(true));

        var accepting = measured(() -> disturbed(polls).forEach(this::poll));

        assertThat(totals(batch)).isEqualTo(new Totals("CREATED", PAYMENTS * PAID, PAYMENTS));
        assertThat(counts(batch)).isEqualTo(Map.of("CREATED", (long) PAYMENTS)).isEqualTo(counted(batch));

        var holding = measured(() -> {
            say(Events.start(batch, PAYMENTS));
            goesBeside();
            awaitAll("HELD");
        });
        var releasing = measured(() -> {
            say(Events.release(batch, null));
            awaitAll("REMITTANCE_REQUESTED");
        });

        assertThat(totals(batch)).isEqualTo(new Totals("PROCESSING", PAYMENTS * PAID, PAYMENTS));
        System.out.printf(
                "SIZE %d payments, seed %d: accepted %.0f/s, held %.0f/s, released %.0f/s%n",
                PAYMENTS, SEED, PAYMENTS / accepting, PAYMENTS / holding, PAYMENTS / releasing);
    }

    @Test
    void it_is_cancelled_in_chunks() throws Exception {
        polls(issued(true)).forEach(this::poll);
        say(Events.start(batch, PAYMENTS));
        say(Events.cancel(batch));

        awaitAll("CANCELLED");
        assertThat(totals(batch)).isEqualTo(new Totals("CANCELLED", PAYMENTS * PAID, PAYMENTS));
    }

    /** One that comes while the large one is on its way is through before it. */
    private void goesBeside() {
        var small = Ids.next();
        var event = accepted(header(small, false, 1), Ids.next(), false, "small-" + small);
        poll(List.of(
                Neighbours.record(Topic.PAYMENTS_INTAKE, small, small, 1, event),
                Neighbours.record(Topic.PAYMENTS_INTAKE, small, small, 2, Events.start(small, 1))));
        await().atMost(LONG).pollInterval(Duration.ofMillis(10)).untilAsserted(() -> assertThat(counts(small))
                .isEqualTo(Map.of("REMITTANCE_REQUESTED", 1L)));
        assertThat(counts(batch)).containsKey("CREATED");
    }

    private List<ProducerRecord<String, byte[]>> issued(boolean hold) {
        var header = header(batch, hold, PAYMENTS);
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        records.add(next(Events.opened(header)));
        payments.forEach(id -> records.add(next(accepted(header, id, false, "claim-" + id))));
        return records;
    }

    private List<List<ProducerRecord<String, byte[]>>> polls(List<ProducerRecord<String, byte[]>> records) {
        var polls = new ArrayList<List<ProducerRecord<String, byte[]>>>();
        for (int from = 0; from < records.size(); ) {
            int to = Math.min(records.size(), from + 1 + random.nextInt(500));
            polls.add(records.subList(from, to));
            from = to;
        }
        return polls;
    }

    /** Some twice, and up to three before their predecessor. */
    private List<List<ProducerRecord<String, byte[]>>> disturbed(List<List<ProducerRecord<String, byte[]>>> polls) {
        var disturbed = new ArrayList<List<ProducerRecord<String, byte[]>>>();
        for (int from = 0; from < polls.size(); from += 4) {
            var few = new ArrayList<>(polls.subList(from, Math.min(polls.size(), from + 4)));
            few.add(few.get(random.nextInt(few.size())));
            Collections.shuffle(few, random);
            disturbed.addAll(few);
        }
        return disturbed;
    }

    private void handleAndSometimesDie(List<ReceivedEvent> events) {
        payers.handle(events);
        if (random.nextInt(8) == 0) {
            throw new TransientFailure("killed before the commit");
        }
    }

    private void say(SpecificRecord command) {
        poll(List.of(next(command)));
    }

    private ProducerRecord<String, byte[]> next(SpecificRecord payload) {
        return Neighbours.record(Topic.PAYMENTS_INTAKE, batch, batch, ++sequence, payload);
    }

    private void poll(List<ProducerRecord<String, byte[]>> records) {
        var partition = new TopicPartition(Topic.PAYMENTS_INTAKE.topicName(), 0);
        inbox.apply(new ConsumerRecords<>(
                records.stream().map(SizeTest::consumed).collect(groupingBy(_ -> partition)), Map.of()));
    }

    private static ConsumerRecord<String, byte[]> consumed(ProducerRecord<String, byte[]> produced) {
        var record = new ConsumerRecord<>(produced.topic(), 0, 0, produced.key(), produced.value());
        produced.headers().forEach(record.headers()::add);
        return record;
    }

    private static double measured(Runnable work) {
        long from = System.nanoTime();
        work.run();
        return (System.nanoTime() - from) / 1e9;
    }

    private void awaitAll(String status) {
        await().atMost(LONG).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> assertThat(counts(batch))
                .isEqualTo(Map.of(status, (long) PAYMENTS)));
        assertThat(counted(batch)).isEqualTo(counts(batch));
    }

    private record Totals(String status, long amount, long payments) {}

    private Totals totals(String batchId) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "select status, current_amount, current_payments from batch where batch_id = ?")) {
            select.setString(1, batchId);
            var row = select.executeQuery();
            row.next();
            return new Totals(row.getString(1), row.getLong(2), row.getLong(3));
        }
    }

    /** As folded. */
    private Map<String, Long> counts(String batchId) {
        return counts("select key, value::bigint from batch, jsonb_each_text(payments) where batch_id = ?", batchId);
    }

    /** As it is. */
    private Map<String, Long> counted(String batchId) {
        return counts("select status, count(*) from payment where batch_id = ? group by status", batchId);
    }

    private Map<String, Long> counts(String query, String batchId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(query)) {
            select.setString(1, batchId);
            var counts = new TreeMap<String, Long>();
            for (var rows = select.executeQuery(); rows.next(); ) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
            return counts;
        } catch (SQLException unwell) {
            throw new IllegalStateException(unwell);
        }
    }
}
