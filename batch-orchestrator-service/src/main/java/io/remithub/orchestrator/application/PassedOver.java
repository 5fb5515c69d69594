package io.remithub.orchestrator.application;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Payments that could not be moved as the others were, known to this process alone: each is tried again after a while. */
@ApplicationScoped
class PassedOver {

    private static final Duration A_WHILE = Duration.ofMinutes(10);

    private final Map<String, Instant> until = new ConcurrentHashMap<>();
    private final Clock clock;

    PassedOver(Clock clock) {
        this.clock = clock;
    }

    /** @return false where it fails for good: then it is passed over, and somebody is told what it cannot do */
    boolean unlessItFails(String paymentId, String cannot, Runnable work) {
        return Attempt.succeeds(work, failed -> {
            until.put(paymentId, clock.instant().plus(A_WHILE));
            Counts.stuck();
            Log.errorf(
                    "payment %s cannot %s and is passed over: %s",
                    paymentId, cannot, failed.getClass().getName());
        });
    }

    Set<String> now() {
        var now = clock.instant();
        until.values().removeIf(end -> !end.isAfter(now));
        return Set.copyOf(until.keySet());
    }
}
