package io.remithub.intake.inbound.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.remithub.messaging.TransientFailure;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class RoomTest {

    private static final int KILOBYTE = 1 << 10;
    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final Duration IMPATIENT = Duration.ofMillis(10);

    @Test
    void bodies_share_the_room_until_it_is_full() {
        var room = new Room(10 * KILOBYTE, IMPATIENT);

        assertThat(room.take(4 * KILOBYTE)).isEqualTo(4);
        assertThat(room.take(6 * KILOBYTE - 1)).isEqualTo(6);
        assertThatThrownBy(() -> room.take(1)).isInstanceOf(TransientFailure.class);
    }

    @Test
    void a_body_that_is_larger_than_the_room_takes_all_of_it() {
        var room = new Room(10 * KILOBYTE, IMPATIENT);

        assertThat(room.take(Long.MAX_VALUE)).isEqualTo(10);
        assertThatThrownBy(() -> room.take(1)).isInstanceOf(TransientFailure.class);
    }

    @Test
    void who_waits_gets_what_is_given_back() throws Exception {
        var room = new Room(10 * KILOBYTE, PATIENT);
        int first = room.take(10 * KILOBYTE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var second = threads.submit(() -> room.take(8 * KILOBYTE));
            await().until(() -> room.waiting() == 1);

            room.giveBack(first);

            assertThat(second.get()).isEqualTo(8);
        }
    }

    @Test
    void a_large_body_is_not_overtaken_by_smaller_ones_that_would_fit() throws Exception {
        var room = new Room(10 * KILOBYTE, PATIENT);
        int first = room.take(6 * KILOBYTE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var large = threads.submit(() -> room.take(8 * KILOBYTE));
            await().until(() -> room.waiting() == 1);
            var small = threads.submit(() -> room.take(4 * KILOBYTE));
            await().until(() -> room.waiting() == 2);

            room.giveBack(first);
            assertThat(large.get()).isEqualTo(8);
            assertThat(small).isNotDone();

            room.giveBack(large.get());
            assertThat(small.get()).isEqualTo(4);
        }
    }
}
