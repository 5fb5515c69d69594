package io.remithub.messaging;

import java.time.Duration;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** Times to come, to within some milliseconds: however many are set, few are kept. */
final class Alarms {

    private static final long APART = Duration.ofMillis(5).toNanos();

    private final long origin = System.nanoTime();
    private final NavigableSet<Long> times = new ConcurrentSkipListSet<>();

    void set(Duration pause) {
        times.add((now() + pause.toNanos()) / APART + 1);
    }

    /** Nanoseconds to the next one; 0 or less when it is over, the longest time when there is none. */
    long next() {
        var next = times.ceiling(0L);
        return next == null ? Long.MAX_VALUE : next * APART - now();
    }

    /** Forgets those that are over. */
    void reset() {
        times.headSet(now() / APART, true).clear();
    }

    private long now() {
        return System.nanoTime() - origin;
    }
}
