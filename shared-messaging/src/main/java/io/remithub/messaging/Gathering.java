package io.remithub.messaging;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A pause between two transactions that each store what has come: as long as the first took, so that about twice as many
 * share the costs of the second. After one that stored a single thing there is no more than the shortest, nor after one that
 * stored plenty. For one thread at a time.
 */
final class Gathering {

    private static final int PLENTY = 100;
    private static final long LONGEST = Duration.ofMillis(25).toNanos();

    private final long shortest;
    private long ends = System.nanoTime();

    Gathering() {
        this(Duration.ZERO);
    }

    /** @param shortest from the beginning of one to that of the next, at least */
    Gathering(Duration shortest) {
        this.shortest = shortest.toNanos();
    }

    /** Until others have had their time to come. */
    void await() {
        for (long left = ends - System.nanoTime(); left > 0; left = ends - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    /** @param began when it was begun to store so many, by {@link System#nanoTime} */
    void stored(int many, long began) {
        long now = System.nanoTime();
        ends = now + Math.max(pause(many, now - began), shortest - (now - began));
    }

    static long pause(int stored, long nanos) {
        return stored > 1 && stored < PLENTY ? Math.min(nanos, LONGEST) : 0;
    }
}
