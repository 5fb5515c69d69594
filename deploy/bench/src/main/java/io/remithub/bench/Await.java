package io.remithub.bench;

import java.time.Duration;

/** What a measurement waits for comes, or the measurement fails. */
final class Await {

    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Await() {}

    interface Condition {
        boolean holds() throws Exception;
    }

    /** @throws IllegalStateException after five minutes */
    static void until(String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not within " + LONGEST + ": " + what);
            }
            Thread.sleep(LOOK);
        }
    }
}
