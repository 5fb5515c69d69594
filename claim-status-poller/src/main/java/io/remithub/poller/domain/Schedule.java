package io.remithub.poller.domain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When to ask again.
 *
 * @param first before the first poll; doubled each time
 * @param cap no wait between polls is longer, whatever the partner wishes
 * @param ttl how long the clearinghouse keeps a ticket
 * @param generations how often a ticket that expired is begun anew, the first included
 * @param recheckAfter before a claim in process is asked about again
 * @param rechecks how often, before it counts as overdue
 * @param credentialWait before a refused credential is tried again
 */
public record Schedule(
        Duration first,
        Duration cap,
        Duration ttl,
        int generations,
        Duration recheckAfter,
        int rechecks,
        Duration credentialWait) {

    private static final double JITTER = 0.2;

    public Schedule {
        if (!first.isPositive() || !cap.isPositive()) {
            throw new IllegalArgumentException("the waits between polls, the first and the longest, must be positive");
        }
    }

    /**
     * Exponential with ±20 % jitter.
     *
     * @param attempt from 0
     * @param random evenly from [0, 1)
     * @param wish the partner's {@code Retry-After}: honoured where it is longer, up to the cap
     */
    Duration backOff(int attempt, double random, @Nullable Duration wish) {
        double jittered = first.toMillis() * Math.pow(2, Math.min(attempt, 30)) * (1 - JITTER + 2 * JITTER * random);
        var wait = shorter(Duration.ofMillis(Math.max(1, (long) Math.min(jittered, cap.toMillis()))), cap);
        return wish == null || wish.compareTo(wait) <= 0 ? wait : shorter(wish, cap);
    }

    /** How many calls in vain take as long as the clearinghouse keeps a ticket. */
    int patience() {
        int calls = 0;
        for (var waited = Duration.ZERO; waited.compareTo(ttl) < 0; calls++) {
            waited = waited.plus(backOff(calls, 0.5, null));
        }
        return calls;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
