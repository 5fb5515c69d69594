package io.remithub.faults;

import io.remithub.faults.Fault.Scene;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How long payers wait for an answer before they ask again, and how often they did not wait for it. */
final class Patience {

    private static final Duration USUAL = Duration.ofSeconds(5);
    private static final Duration HARDLY_ANY = Duration.ofMillis(50);

    private final AtomicInteger ended = new AtomicInteger();
    private volatile Duration now = USUAL;

    Duration now() {
        return now;
    }

    void hasEnded() {
        ended.incrementAndGet();
    }

    static @Nullable String isLost(Scene scene) throws InterruptedException {
        var payers = scene.patience();
        int before = payers.ended.get();
        payers.now = HARDLY_ANY;
        try {
            scene.last(2_000, 5_000);
        } finally {
            payers.now = USUAL;
        }
        int requests = payers.ended.get() - before;
        return requests == 0 ? null : "%d requests were not waited for".formatted(requests);
    }
}
