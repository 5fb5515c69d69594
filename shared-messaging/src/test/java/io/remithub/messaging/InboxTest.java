package io.remithub.messaging;

import static io.remithub.messaging.Fixtures.aRecord;
import static io.remithub.messaging.Fixtures.count;
import static io.remithub.messaging.Fixtures.note;
import static io.remithub.messaging.Fixtures.polled;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class InboxTest {

    @Inject
    Inbox inbox;

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

        Fixtures.apply(inbox, polled(first, second, first), note(applied));
        Fixtures.apply(inbox, polled(first, second), note(applied));

        assertThat(applied).containsExactly(batch + " 1", batch + " 2");
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
        Fixtures.apply(inbox, polled(aRecord(batch, 1, new byte[] {1, 2, 3}), aRecord(batch + "b", 1)), note(applied));

        assertThat(applied).containsExactly(batch + "b 1");
        assertThat(count(database, "parked_event", batch)).isEqualTo(1);
    }

    /** Memory for a text is asked for before it is read: a replica would end, and the next one, and the next. */
    @ParameterizedTest
    @ValueSource(longs = {2_147_483_000, Long.MAX_VALUE})
    void a_record_that_claims_more_than_it_holds_is_parked_and_the_rest_goes_on(long claimed) throws IOException {
        Fixtures.apply(
                inbox,
                polled(aRecord(batch, 1, AvroCodecTest.claimingText(claimed)), aRecord("other-" + batch, 1)),
                note(applied));

        assertThat(applied).containsExactly("other-" + batch + " 1");
        assertThat(count(database, "parked_event", batch)).isEqualTo(1);
    }

    /** Seed 21, row 20: a channel stood still before a key that was noise. */
    @Test
    void a_record_whose_key_and_headers_no_database_can_store_is_parked_and_the_rest_goes_on() {
        var noise = Fixtures.aRecord(batch, 1, new byte[] {1}, "\0noise");
        noise.headers().add("no\0ise\n=", new byte[] {0, 10, -1});

        Fixtures.apply(inbox, polled(noise, aRecord("other-" + batch, 1)), note(applied));

        assertThat(applied).containsExactly("other-" + batch + " 1");
        assertThat(count(database, "parked_event", batch)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {501, 4_096})
    void a_record_whose_subject_is_longer_than_any_index_holds_is_parked_and_the_rest_goes_on(int length) {
        String subject = new Random(length)
                .ints(length, 'A', 'Z')
                .mapToObj(Character::toString)
                .collect(joining());
        var payload = AvroCodec.encode(Fixtures.removed(batch, "payment"));

        Fixtures.apply(inbox, polled(aRecord(subject, 1, payload, batch), aRecord("other-" + batch, 1)), note(applied));

        assertThat(applied).containsExactly("other-" + batch + " 1");
        assertThat(count(database, "parked_event", "key", batch)).isEqualTo(1);
    }

    @Test
    void a_record_polled_again_is_parked_once() {
        var poison = aRecord(batch, 1, new byte[] {1, 2, 3});

        Fixtures.apply(inbox, polled(poison), note(applied));
        Fixtures.apply(inbox, polled(poison), note(applied));

        assertThat(count(database, "parked_event", batch)).isEqualTo(1);
    }

    @Test
    void one_record_that_cannot_be_applied_is_parked_alone_and_its_subject_waits_in_order() {
        Consumer<List<ReceivedEvent>> choking = events -> {
            if (events.stream().anyMatch(event -> event.subject().equals(batch) && event.sequence() == 2)) {
                throw new IllegalStateException("cannot");
            }
            note(applied).accept(events);
        };

        Fixtures.apply(
                inbox,
                polled(aRecord(batch, 1), aRecord(batch, 2), aRecord(batch, 3), aRecord(batch + "b", 1)),
                choking);

        assertThat(applied).containsExactly(batch + " 1", batch + "b 1");
        assertThat(count(database, "parked_event", batch)).isEqualTo(1);
        assertThat(count(database, "inbox_gap", batch)).isEqualTo(1);
    }

    @Test
    void what_may_heal_makes_the_channel_wait_and_parks_nothing() {
        var attempts = new AtomicInteger();

        Fixtures.apply(inbox, polled(aRecord(batch, 1)), events -> {
            if (attempts.incrementAndGet() < 3) {
                throw new TransientFailure("not now");
            }
            note(applied).accept(events);
        });

        assertThat(applied).containsExactly(batch + " 1");
        assertThat(count(database, "parked_event", batch)).isZero();
    }

    @Test
    void marks_move_only_with_what_they_stand_for() {
        var attempts = new AtomicInteger();

        Fixtures.apply(inbox, polled(aRecord(batch, 1)), events -> {
            note(applied).accept(events);
            if (attempts.incrementAndGet() == 1) {
                throw new TransientFailure("rolled back after the work");
            }
        });

        assertThat(applied).containsExactly(batch + " 1", batch + " 1");
        Fixtures.apply(inbox, polled(aRecord(batch, 1)), note(applied));
        assertThat(applied).hasSize(2);
    }
}
