package io.remithub.orchestrator.inbound.timer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.remithub.messaging.WorkLoop;
import io.remithub.orchestrator.application.Wait;
import io.remithub.orchestrator.application.WatchWaits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Looks for payments that wait beyond their time, by a loop for each wait: however many are overdue in one, the other goes on. */
@ApplicationScoped
class WaitsLoop {

    private static final Duration IDLE = Duration.ofSeconds(1);

    private final WatchWaits watchWaits;
    private final Clock clock;
    private final Map<Wait, Instant> notBefore = new ConcurrentHashMap<>();
    private final List<WorkLoop> loops;

    WaitsLoop(WatchWaits watchWaits, Clock clock) {
        this.watchWaits = watchWaits;
        this.clock = clock;
        this.loops = Stream.of(Wait.values())
                .map(wait -> new WorkLoop("waits-" + wait, IDLE, 1, _ -> due(wait)))
                .toList();
    }

    void start(@Observes StartupEvent starting) {
        loops.forEach(WorkLoop::start);
    }

    void stop(@Observes ShutdownEvent stopping) {
        loops.forEach(WorkLoop::close);
    }

    /** Nothing is leased: what another replica has locked is passed over. */
    private List<Runnable> due(Wait wait) {
        boolean rests = clock.instant().isBefore(notBefore.getOrDefault(wait, Instant.MIN));
        return !rests && watchWaits.anyOverdue(wait) ? List.of(() -> chunk(wait)) : List.of();
    }

    /** A chunk of which nothing could be told is overdue still: at once it would fare no better. */
    private void chunk(Wait wait) {
        boolean told = false;
        try {
            told = watchWaits.chunk(wait);
        } finally {
            if (!told) {
                notBefore.put(wait, clock.instant().plus(IDLE));
            }
        }
    }
}
