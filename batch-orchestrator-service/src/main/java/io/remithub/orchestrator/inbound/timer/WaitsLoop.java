package io.remithub.orchestrator.inbound.timer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.remithub.messaging.WorkLoop;
import io.remithub.orchestrator.application.Wait;
import io.remithub.orchestrator.application.WatchWaits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Looks for payments that wait beyond their time, by a loop for each wait: however many are overdue in one, the other goes on. */
@ApplicationScoped
class WaitsLoop {

    private static final Duration IDLE = Duration.ofSeconds(1);

    private final WatchWaits watchWaits;
    private final List<WorkLoop> loops;

    WaitsLoop(WatchWaits watchWaits) {
        this.watchWaits = watchWaits;
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
        return watchWaits.anyOverdue(wait) ? List.of(() -> watchWaits.chunk(wait)) : List.of();
    }
}
