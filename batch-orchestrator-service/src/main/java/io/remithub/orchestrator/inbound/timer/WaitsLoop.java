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

/** Looks for payments that wait beyond their time. */
@ApplicationScoped
class WaitsLoop {

    private static final Duration IDLE = Duration.ofSeconds(1);

    private final WatchWaits watchWaits;
    private final WorkLoop loop;

    WaitsLoop(WatchWaits watchWaits) {
        this.watchWaits = watchWaits;
        this.loop = new WorkLoop("waits", IDLE, 1, this::due);
    }

    void start(@Observes StartupEvent starting) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        loop.close();
    }

    /** Nothing is leased: what another replica has locked is passed over. */
    private List<Runnable> due(int free) {
        return Stream.of(Wait.values())
                .filter(watchWaits::anyOverdue)
                .limit(free)
                .<Runnable>map(wait -> () -> watchWaits.chunk(wait))
                .toList();
    }
}
