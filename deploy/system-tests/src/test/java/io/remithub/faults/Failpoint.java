package io.remithub.faults;

import io.remithub.faults.Fault.Scene;
import io.remithub.rig.Replica;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A named place to die at. The wires see where a process is: it is killed as soon as it says on one of them what it is
 * about to do, or when the answer comes; production's code knows nothing of it.
 */
enum Failpoint {
    BEFORE_COMMIT(Hub.Far.DATABASE, false, "COMMIT"),
    /** It is committed; the process never hears of it. */
    AFTER_COMMIT(Hub.Far.DATABASE, true, "COMMIT"),
    BEFORE_SEND(Hub.Far.BROKER, false, "") {
        @Override
        boolean isAt(Said said) {
            return said.isProduce();
        }
    },
    /** The broker has it; the outbox has it still. */
    AFTER_SEND(Hub.Far.BROKER, true, "") {
        @Override
        boolean isAt(Said said) {
            return said.isProduce();
        }
    },
    BEFORE_OUTBOX_DELETE(Hub.Far.DATABASE, false, "delete from outbox where"),
    BEFORE_PARTNER_CALL(Hub.Far.PARTNERS, false, "POST /"),
    /** The partner has done it; the process never hears of it. */
    AFTER_PARTNER_CALL(Hub.Far.PARTNERS, true, "POST /");

    private static final int SECONDS_TO_COME_BY = 10;

    private final Hub.Far far;
    private final boolean whenAnswered;
    private final String words;

    Failpoint(Hub.Far far, boolean whenAnswered, String words) {
        this.far = far;
        this.whenAnswered = whenAnswered;
        this.words = words;
    }

    static @Nullable String die(Scene scene) throws IOException, InterruptedException {
        var point = scene.deal("failpoints", List.of(values()));
        var parts = point.far == Hub.Far.PARTNERS ? Hub.CALLERS : Hub.SERVICES;
        var victim = new Replica(
                parts.get(scene.random().nextInt(parts.size())), scene.random().nextInt(Hub.REPLICAS));
        if (!point.strikes(scene.hub(), victim, scene.random().nextInt(1, 20))) {
            scene.deck().back("failpoints", point);
            return null;
        }
        return "%s died %s".formatted(Hub.name(victim), point);
    }

    /**
     * @param time how often the place is passed before
     * @return whether it came by
     */
    private boolean strikes(Hub hub, Replica victim, int time) throws IOException, InterruptedException {
        var link = hub.link(victim, far);
        var passed = new AtomicInteger();
        var died = new CountDownLatch(1);
        link.tap((toTarget, said) -> {
            if (toTarget && isAt(said)) {
                passed.incrementAndGet();
            }
            if (passed.get() >= time && toTarget != whenAnswered) {
                hub.kill(victim);
                died.countDown();
                return false;
            }
            return true;
        });
        boolean came = died.await(SECONDS_TO_COME_BY, TimeUnit.SECONDS);
        link.tap(null);
        hub.mend();
        return came;
    }

    boolean isAt(Said said) {
        return said.has(words);
    }
}
