package io.remithub.intake.inbound.rest;

import io.quarkus.runtime.configuration.MemorySize;
import io.remithub.intake.config.IntakeConfig;
import io.remithub.messaging.TransientFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How much of large bodies is in memory at once: a share of the heap, which no crowd of them can fill therefore. Those
 * beyond it wait, first come, first served.
 */
@ApplicationScoped
class Room {

    private static final int SHARE_OF_HEAP = 5;
    private static final int KILOBYTE = 1 << 10;

    private final int all;
    private final Semaphore kilobytes;
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
        this.kilobytes = new Semaphore(all, true);
        this.within = within;
    }

    /**
     * All of it, for what is larger than that.
     *
     * @return kilobytes to give back
     * @throws TransientFailure when there is none in time
     */
    int take(long bytes) {
        int wanted = (int) Math.min(all, Math.ceilDiv(bytes, KILOBYTE));
        try {
            if (kilobytes.tryAcquire(wanted, within.toNanos(), TimeUnit.NANOSECONDS)) {
                return wanted;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new TransientFailure("no room for a large body");
    }

    /** How many bodies wait, about. */
    int waiting() {
        return kilobytes.getQueueLength();
    }

    void giveBack(int taken) {
        kilobytes.release(taken);
    }
}
