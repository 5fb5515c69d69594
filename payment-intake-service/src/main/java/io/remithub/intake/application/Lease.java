package io.remithub.intake.application;

import io.remithub.intake.application.TokenBuckets.Taken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Requests of one key that this replica may let in without asking the others, or the time until which nobody may. Who
 * finds it used up takes the next one; whoever comes meanwhile waits for that, instead of taking one more each.
 */
final class Lease {

    private static final Duration LIFE = Duration.ofMinutes(1);

    private int left;
    private Instant until = Instant.MIN;
    private Instant closedUntil = Instant.MIN;

    /** Empty where the request is let in; else how long to wait. */
    synchronized Optional<Duration> take(Clock clock, Supplier<Taken> next) {
        var now = clock.instant();
        if (now.isBefore(closedUntil)) {
            return Optional.of(Duration.between(now, closedUntil));
        }
        if (left == 0 || !now.isBefore(until)) {
            var taken = next.get();
            if (taken.tokens() == 0) {
                closedUntil = now.plus(taken.untilNext());
                return Optional.of(taken.untilNext());
            }
            left = taken.tokens();
            until = now.plus(LIFE);
        }
        left--;
        return Optional.empty();
    }
}
