package io.remithub.intake.inbound.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.remithub.messaging.TransientFailure;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class RoomTest {

    private static final String ACME = "acme";
    private static final String GLOBEX = "globex";
    private static final int KILOBYTE = 1 << 10;
    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final Duration IMPATIENT = Duration.ofMillis(10);

    @Test
    void bodies_share_the_room_until_it_is_full() {
        var room = new Room(10 * KILOBYTE, IMPATIENT);

        assertThat(room.take(ACME, 4 * KILOBYTE).kilobytes()).isEqualTo(4);
        assertThat(room.take(GLOBEX, 5 * KILOBYTE - 1).kilobytes()).isEqualTo(5);
        assertThatThrownBy(() -> room.take("initech", 2 * KILOBYTE)).isInstanceOf(TransientFailure.class);
    }

    @Test
    void one_senders_bodies_have_at_most_half_of_it() {
        var room = new Room(10 * KILOBYTE, IMPATIENT);
        var first = room.take(ACME, 3 * KILOBYTE);

        assertThatThrownBy(() -> room.take(ACME, 3 * KILOBYTE)).isInstanceOf(TransientFailure.class);
        assertThat(room.take(GLOBEX, 5 * KILOBYTE).kilobytes()).isEqualTo(5);

        room.giveBack(first);
        assertThat(room.take(ACME, 5 * KILOBYTE).kilobytes()).isEqualTo(5);
    }

    @Test
    void a_body_that_is_larger_than_the_room_takes_all_of_it() {
        var room = new Room(10 * KILOBYTE, IMPATIENT);

        var all = room.take(ACME, Long.MAX_VALUE);

        assertThat(all.kilobytes()).isEqualTo(10);
        assertThatThrownBy(() -> room.take(GLOBEX, 1)).isInstanceOf(TransientFailure.class);
        room.giveBack(all);
        assertThat(room.take(ACME, 5 * KILOBYTE).kilobytes()).isEqualTo(5);
    }

    @Test
    void a_body_that_turns_out_larger_has_more_at_once_or_not_at_all() {
        var room = new Room(10 * KILOBYTE, PATIENT);
        var first = room.more(room.take(ACME, 2 * KILOBYTE), 4 * KILOBYTE);
        assertThat(first.kilobytes()).isEqualTo(4);

        var second = room.take(ACME, KILOBYTE);
        assertThatThrownBy(() -> room.more(second, 2 * KILOBYTE)).isInstanceOf(TransientFailure.class);
        room.giveBack(second);
        var other = room.take(GLOBEX, 5 * KILOBYTE);
        assertThatThrownBy(() -> room.more(first, 6 * KILOBYTE)).isInstanceOf(TransientFailure.class);

        room.giveBack(other);
        assertThat(room.more(first, 6 * KILOBYTE).kilobytes()).isEqualTo(6);
    }

    @Test
    void who_waits_gets_what_is_given_back() throws Exception {
        var room = new Room(10 * KILOBYTE, PATIENT);
        var first = room.take(ACME, 10 * KILOBYTE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var second = threads.submit(() -> room.take(GLOBEX, 8 * KILOBYTE));
            await().until(() -> room.waiting() == 1);

            room.giveBack(first);

            assertThat(second.get().kilobytes()).isEqualTo(8);
        }
    }

    @Test
    void a_large_body_is_not_overtaken_by_smaller_ones_that_would_fit() throws Exception {
        var room = new Room(10 * KILOBYTE, PATIENT);
        var first = room.take(ACME, 6 * KILOBYTE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var large = threads.submit(() -> room.take(GLOBEX, 8 * KILOBYTE));
            await().until(() -> room.waiting() == 1);
            var small = threads.submit(() -> room.take("initech", 4 * KILOBYTE));
            await().until(() -> room.waiting() == 2);

            room.giveBack(first);
            assertThat(large.get().kilobytes()).isEqualTo(8);
            assertThat(small).isNotDone();

            room.giveBack(large.get());
            assertThat(small.get().kilobytes()).isEqualTo(4);
        }
    }
}
