package io.remithub.intake.inbound.rest;

import io.quarkus.runtime.configuration.MemorySize;
import io.remithub.intake.config.IntakeConfig;
import io.remithub.messaging.TransientFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How much of large bodies is in memory at once: a share of the heap, which no crowd of them can fill therefore. Those
 * beyond it wait, first come, first served. Half of it is all that one sender's bodies have together, so that others go
 * past those that wait for their own; only a body that is larger by itself has more.
 */
@ApplicationScoped
class Room {

    private static final int SHARE_OF_HEAP = 5;
    private static final int KILOBYTE = 1 << 10;

    private final int all;
    private final int half;
    private final Semaphore kilobytes;
    private final Map<String, Semaphore> halves = new ConcurrentHashMap<>();
    private final Duration within;

    @Inject
    Room(IntakeConfig config) {
        this(
                config.room()
                        .map(MemorySize::asLongValue)
                        .orElse(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP),
                config.roomWithin());
    }

    Room(long bytes, Duration within) {
        this.all = Math.toIntExact(Math.ceilDiv(bytes, KILOBYTE));
        this.half = Math.max(1, all / 2);
        this.kilobytes = new Semaphore(all, true);
        this.within = within;
    }

    /** What one body has of it. */
    record Taken(Semaphore ofSender, int kilobytes) {}

    /**
     * All of it, for what is larger than that.
     *
     * @throws TransientFailure when there is none in time
     */
    Taken take(String sender, long bytes) {
        int wanted = wanted(bytes);
        long until = System.nanoTime() + within.toNanos();
        var ofSender = halves.computeIfAbsent(sender, _ -> new Semaphore(half, true));
        if (has(ofSender, Math.min(half, wanted), until)) {
            if (has(kilobytes, wanted, until)) {
                return new Taken(ofSender, wanted);
            }
            ofSender.release(Math.min(half, wanted));
        }
        throw none();
    }

    /**
     * So much altogether, for what turns out larger. It is there, or it is not: who waited for it would keep from others
     * what they wait for.
     *
     * @throws TransientFailure when there is none
     */
    Taken more(Taken taken, long bytes) {
        int wanted = wanted(bytes);
        int ofSender = Math.min(half, wanted) - Math.min(half, taken.kilobytes);
        if (taken.ofSender.tryAcquire(ofSender)) {
            if (kilobytes.tryAcquire(wanted - taken.kilobytes)) {
                return new Taken(taken.ofSender, wanted);
            }
            taken.ofSender.release(ofSender);
        }
        throw none();
    }

    private int wanted(long bytes) {
        return (int) Math.min(all, Math.ceilDiv(bytes, KILOBYTE));
    }

    private static TransientFailure none() {
        return new TransientFailure("no room for a large body");
    }

    private static boolean has(Semaphore room, int wanted, long until) {
        try {
            return room.tryAcquire(wanted, until - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How many bodies wait, about. */
    int waiting() {
        return kilobytes.getQueueLength()
                + halves.values().stream().mapToInt(Semaphore::getQueueLength).sum();
    }

    void giveBack(Taken taken) {
        kilobytes.release(taken.kilobytes);
        taken.ofSender.release(Math.min(half, taken.kilobytes));
    }
}
