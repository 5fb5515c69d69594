package io.remithub.poller.inbound.timer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.remithub.messaging.WorkLoop;
import io.remithub.poller.application.DueTickets;
import io.remithub.poller.application.PollClaimStatus;
import io.remithub.poller.config.PollerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Looks for due tickets by itself, and at once when woken. */
@ApplicationScoped
class TicketLoop implements DueTickets {

    private final WorkLoop loop;

    TicketLoop(PollClaimStatus poll, PollerConfig config) {
        this.loop = new WorkLoop("tickets", config.idle(), config.concurrency(), poll::upTo);
    }

    void start(@Observes StartupEvent start) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent stop) {
        loop.close();
    }

    @Override
    public void wake() {
        loop.wake();
    }

    @Override
    public void wakeIn(Duration pause) {
        loop.wakeIn(pause);
    }
}
