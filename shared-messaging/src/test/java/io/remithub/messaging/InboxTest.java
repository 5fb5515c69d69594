package io.remithub.messaging;

import static io.remithub.messaging.Fixtures.aRecord;
import static io.remithub.messaging.Fixtures.polled;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class InboxTest {

    @Inject
    Inbox inbox;

    @Inject
    InboxTables tables;

    @Inject
    Schemas schemas;

    @Inject
    Deliveries deliveries;

    @Inject
    Polling polling;

    @Inject
    DataSource database;

    @Inject
    Effects effects;

    private final List<String> applied = new ArrayList<>();
    private final String batch = Ids.next();

    @Test
    void each_event_is_applied_once_however_often_it_comes() {
        var first = aRecord(batch, 1);
        var second = aRecord(batch, 2);

        Fixtures.apply(inbox, polled(first, second, first), this::note);
        Fixtures.apply(inbox, polled(first, second), this::note);

        assertThat(applied).containsExactly(batch + " 1", batch + " 2");
    }

    @Test
    void an_event_that_comes_before_its_predecessor_waits_for_it() {
        Fixtures.apply(inbox, polled(aRecord(batch, 3)), this::note);
        Fixtures.apply(inbox, polled(aRecord(batch, 2)), this::note);
        assertThat(applied).isEmpty();

        Fixtures.apply(inbox, polled(aRecord(batch, 1)), this::note);

        assertThat(applied).containsExactly(batch + " 1", batch + " 2", batch + " 3");
        assertThat(count("inbox_gap", batch)).isZero();
    }

    @Test
    void what_waited_is_applied_in_batches_however_much_it_is() {
        var sizes = new ArrayList<Integer>();
        int many = 1_234;
        for (int first = 2; first <= many; first += 400) {
            var polled = IntStream.range(first, Math.min(first + 400, many + 1))
                    .mapToObj(sequence -> aRecord(batch, sequence))
                    .toList();
            Fixtures.apply(inbox, polled(polled), this::note);
        }
        assertThat(count("inbox_gap", batch)).isEqualTo(many - 1);

        Fixtures.apply(inbox, polled(aRecord(batch, 1)), events -> {
            sizes.add(events.size());
            note(events);
        });

        assertThat(applied)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, many)
                        .mapToObj(sequence -> batch + " " + sequence)
                        .toList());
        assertThat(sizes).containsExactly(1, 500, 500, many - 1_001);
        assertThat(count("inbox_gap", batch)).isZero();
    }

    @Test
    void of_what_waits_large_ones_are_few_at_once() {
        var sizes = new ArrayList<Integer>();
        for (int sequence = 2; sequence <= 41; sequence++) {
            Fixtures.apply(inbox, polled(large(sequence)), this::note);
        }

        Fixtures.apply(inbox, polled(aRecord(batch, 1)), events -> sizes.add(events.size()));

        assertThat(sizes).containsExactly(1, 17, 17, 6);
    }

    @Test
    void what_a_process_had_no_time_to_apply_the_next_one_does_at_its_start() throws SQLException {
        Fixtures.apply(inbox, polled(aRecord(batch, 1)), this::note);
        Fixtures.apply(inbox, polled(aRecord(batch, 3), aRecord(batch, 4), aRecord(batch, 6)), this::note);
        skipTwo();

        var restarted = new Inbox(tables, schemas, deliveries, polling);
        Fixtures.apply(restarted, polled(aRecord("other-" + batch, 1)), this::note);

        assertThat(applied).containsExactly(batch + " 1", batch + " 3", batch + " 4", "other-" + batch + " 1");
        assertThat(count("inbox_gap", batch)).isEqualTo(1);
    }

    @Test
    void what_a_process_had_no_time_to_apply_whoever_polls_its_records_again_does() throws SQLException {
        Fixtures.apply(inbox, polled(aRecord(batch, 1)), this::note);
        Fixtures.apply(inbox, polled(aRecord(batch, 3), aRecord(batch, 4)), this::note);
        skipTwo();

        Fixtures.apply(inbox, polled(aRecord(batch, 2)), this::note);

        assertThat(applied).containsExactly(batch + " 1", batch + " 3", batch + " 4");
        assertThat(count("inbox_gap", batch)).isZero();
    }

    @Test
    void a_batch_in_reverse_order_is_applied_in_order() {
        Fixtures.apply(inbox, polled(aRecord(batch, 3), aRecord(batch, 2), aRecord(batch, 1)), this::note);

        assertThat(applied).containsExactly(batch + " 1", batch + " 2", batch + " 3");
        assertThat(count("inbox_gap", batch)).isZero();
    }

    /** As around a rebalance. */
    @Test
    void of_two_owners_that_open_a_subject_at_once_one_applies_what_both_have() throws Exception {
        var writing = new CountDownLatch(1);
        var first = Thread.startVirtualThread(
                () -> Fixtures.apply(inbox, polled(aRecord(batch, 1), aRecord(batch, 2)), events -> {
                    effects.add(events);
                    writing.countDown();
                    LockSupport.parkNanos(300_000_000);
                }));
        writing.await();

        Fixtures.apply(inbox, polled(aRecord(batch, 1), aRecord(batch, 2), aRecord(batch, 3)), effects::add);
        first.join();

        assertThat(effects.of(batch)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void what_can_never_be_read_is_parked_and_the_rest_goes_on() {
        Fixtures.apply(inbox, polled(aRecord(batch, 1, new byte[] {1, 2, 3}), aRecord(batch + "b", 1)), this::note);

        assertThat(applied).containsExactly(batch + "b 1");
        assertThat(count("parked_event", batch)).isEqualTo(1);
    }

    /** Seed 21, row 20: a channel stood still before a key that was noise. */
    @Test
    void a_record_whose_key_and_headers_no_database_can_store_is_parked_and_the_rest_goes_on() {
        var noise = Fixtures.aRecord(batch, 1, new byte[] {1}, "\0noise");
        noise.headers().add("no\0ise\n=", new byte[] {0, 10, -1});

        Fixtures.apply(inbox, polled(noise, aRecord("other-" + batch, 1)), this::note);

        assertThat(applied).containsExactly("other-" + batch + " 1");
        assertThat(count("parked_event", batch)).isEqualTo(1);
    }

    @Test
    void a_record_polled_again_is_parked_once() {
        var poison = aRecord(batch, 1, new byte[] {1, 2, 3});

        Fixtures.apply(inbox, polled(poison), this::note);
        Fixtures.apply(inbox, polled(poison), this::note);

        assertThat(count("parked_event", batch)).isEqualTo(1);
    }

    @Test
    void one_record_that_cannot_be_applied_is_parked_alone_and_its_subject_waits_in_order() {
        Consumer<List<ReceivedEvent>> choking = events -> {
            if (events.stream().anyMatch(event -> event.subject().equals(batch) && event.sequence() == 2)) {
                throw new IllegalStateException("cannot");
            }
            note(events);
        };

        Fixtures.apply(
                inbox,
                polled(aRecord(batch, 1), aRecord(batch, 2), aRecord(batch, 3), aRecord(batch + "b", 1)),
                choking);

        assertThat(applied).containsExactly(batch + " 1", batch + "b 1");
        assertThat(count("parked_event", batch)).isEqualTo(1);
        assertThat(count("inbox_gap", batch)).isEqualTo(1);
    }

    @Test
    void what_may_heal_makes_the_channel_wait_and_parks_nothing() {
        var attempts = new AtomicInteger();

        Fixtures.apply(inbox, polled(aRecord(batch, 1)), events -> {
            if (attempts.incrementAndGet() < 3) {
                throw new TransientFailure("not now");
            }
            note(events);
        });

        assertThat(applied).containsExactly(batch + " 1");
        assertThat(count("parked_event", batch)).isZero();
    }

    @Test
    void marks_move_only_with_what_they_stand_for() {
        var attempts = new AtomicInteger();

        Fixtures.apply(inbox, polled(aRecord(batch, 1)), events -> {
            note(events);
            if (attempts.incrementAndGet() == 1) {
                throw new TransientFailure("rolled back after the work");
            }
        });

        assertThat(applied).containsExactly(batch + " 1", batch + " 1");
        Fixtures.apply(inbox, polled(aRecord(batch, 1)), this::note);
        assertThat(applied).hasSize(2);
    }

    private ConsumerRecord<String, byte[]> large(long sequence) {
        return aRecord(batch, sequence, AvroCodec.encode(Fixtures.removed(batch, "p".repeat(500_000))));
    }

    /** As if it had been applied, and the process had ended then. */
    private void skipTwo() throws SQLException {
        try (var connection = database.getConnection();
                var skip = connection.prepareStatement("update inbox_mark set last = 2 where subject = ?")) {
            skip.setString(1, batch);
            skip.executeUpdate();
        }
    }

    private void note(List<ReceivedEvent> events) {
        events.forEach(event -> applied.add(event.subject() + " " + event.sequence()));
    }

    private int count(String table, String subject) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select count(*) from " + table + " where subject = ?")) {
            select.setString(1, subject);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException unwell) {
            throw new AssertionError(unwell);
        }
    }
}
