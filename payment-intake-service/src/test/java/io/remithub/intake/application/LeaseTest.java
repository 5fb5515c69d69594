package io.remithub.intake.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.embedded.HandSetClock;
import io.remithub.intake.application.TokenBuckets.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LeaseTest {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final HandSetClock clock = new HandSetClock(Instant.parse("2026-01-15T08:00:00Z"));
    private final Lease lease = new Lease();
    private int asked;

    @Test
    void one_request_in_many_asks_the_bucket_that_all_share() {
        for (int i = 0; i < 100; i++) {
            assertThat(lease.take(clock, bucketGives(20))).isEmpty();
        }

        assertThat(asked).isEqualTo(5);
    }

    @Test
    void while_the_bucket_is_empty_it_is_not_asked_again() {
        assertThat(lease.take(clock, bucketGives(0))).contains(SOON);
        clock.pass(Duration.ofMillis(500));
        assertThat(lease.take(clock, bucketGives(20))).contains(Duration.ofMillis(1_500));

        assertThat(asked).isOne();
    }

    @Test
    void whoever_waits_as_long_as_told_is_let_in() {
        lease.take(clock, bucketGives(0));
        clock.pass(SOON);

        assertThat(lease.take(clock, bucketGives(1))).isEmpty();
    }

    @Test
    void what_was_not_used_for_a_minute_lapses() {
        lease.take(clock, bucketGives(20));
        clock.pass(Duration.ofMinutes(1));

        assertThat(lease.take(clock, bucketGives(0))).contains(SOON);
    }

    private Supplier<Taken> bucketGives(int tokens) {
        return () -> {
            asked++;
            return new Taken(tokens, SOON);
        };
    }
}
