package io.remithub.orchestrator.inbound.timer;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.remithub.messaging.WorkLoop;
import io.remithub.orchestrator.application.Reconcile;
import io.remithub.orchestrator.config.WorklistConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Reconciles the day before, each night, after posting has compared what is confirmed with the ledgers; and once more the
 * days of a month that were not settled when they were looked at last, that have moved since, or that no night came to.
 */
@ApplicationScoped
class NightLoop {

    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(10);

    private final Reconcile reconcile;
    private final Clock clock;
    private final LocalTime at;
    private final WorkLoop loop;
    private volatile LocalDate done = LocalDate.MIN;
    private volatile Instant notBefore = Instant.MIN;

    NightLoop(Reconcile reconcile, Clock clock, WorklistConfig config) {
        this.reconcile = reconcile;
        this.clock = clock;
        this.at = config.reconcileAt();
        this.loop = new WorkLoop("night", IDLE, 1, free -> due());
    }

    void start(@Observes StartupEvent starting) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        loop.close();
    }

    List<Runnable> due() {
        var now = clock.instant();
        var night = now.atOffset(ZoneOffset.UTC);
        boolean isTime = !night.toLocalTime().isBefore(at) && !now.isBefore(notBefore);
        return isTime && !done.equals(night.toLocalDate()) ? List.of(() -> run(night.toLocalDate())) : List.of();
    }

    /** A day that fails is tried again a while later, and keeps no other from its turn. */
    private void run(LocalDate night) {
        boolean all = false;
        try {
            all = reconcile.due(night).stream()
                    .filter(day -> !isReconciled(day, night))
                    .toList()
                    .isEmpty();
        } finally {
            done = all ? night : done;
            notBefore = clock.instant().plus(AFTER_A_FAILURE);
        }
    }

    private boolean isReconciled(LocalDate day, LocalDate night) {
        try {
            reconcile.atNight(day, night);
            return true;
        } catch (RuntimeException failed) {
            Log.errorf("%s is not reconciled: %s", day, failed.getClass().getName());
            return false;
        }
    }
}
