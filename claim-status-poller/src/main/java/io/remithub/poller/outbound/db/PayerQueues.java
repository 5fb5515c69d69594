package io.remithub.poller.outbound.db;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Lines up what a payer's budget has no call for, so that a backlog comes back one by one and not all at once, and keeps
 * nobody else waiting. Of this process alone: whether a call may be made is decided by the budget.
 */
final class PayerQueues {

    /** Soon enough for a backlog to profit from a higher budget, and too late for it to keep the database busy. */
    private static final long LONGEST = Duration.ofHours(1).toNanos();

    private final long pace;
    private final Map<String, Long> ends = new HashMap<>();

    PayerQueues(int callsPerSecond) {
        this.pace = Duration.ofSeconds(1).toNanos() / callsPerSecond;
    }

    synchronized Duration next(String payer) {
        long now = System.nanoTime();
        ends.values().removeIf(end -> end - now < 0);
        long end = Math.min(ends.getOrDefault(payer, now) - now + pace, LONGEST);
        ends.put(payer, now + end);
        return Duration.ofNanos(end);
    }
}
