package io.remithub.orchestrator.inbound.timer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.remithub.messaging.WorkLoop;
import io.remithub.orchestrator.application.WatchHolds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;

/** Looks for payments that are held beyond their time. */
@ApplicationScoped
class HoldsLoop {

    private static final Duration IDLE = Duration.ofSeconds(1);

    private final WatchHolds watchHolds;
    private final WorkLoop loop;

    HoldsLoop(WatchHolds watchHolds) {
        this.watchHolds = watchHolds;
        this.loop = new WorkLoop("holds", IDLE, 1, this::due);
    }

    void start(@Observes StartupEvent starting) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        loop.close();
    }

    /** Nothing is leased: what another replica has locked is passed over. */
    private List<Runnable> due(int free) {
        return watchHolds.anyOverdue() ? List.of(watchHolds::chunk) : List.of();
    }
}
