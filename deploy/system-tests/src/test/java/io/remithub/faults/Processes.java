package io.remithub.faults;

import io.remithub.faults.Fault.Scene;
import io.remithub.rig.Part;
import io.remithub.rig.Replica;
import io.remithub.rig.Signals;
import java.io.IOException;

/** Faults of the services' own processes. */
final class Processes {

    /** Longer than any lease, session and lock of the hub's. */
    private static final int STOPPED_MILLIS = 60_000;

    private Processes() {}

    static String kill(Scene scene) throws InterruptedException {
        var victim = anyone(scene);
        scene.hub().rig().kill(victim);
        Thread.sleep(scene.random().nextInt(3_000));
        scene.hub().start(victim);
        return "killed " + name(victim);
    }

    /** Replicas come and go, so that partitions change hands while their records are being worked on. */
    static String rebalance(Scene scene) throws InterruptedException {
        var part = Hub.SERVICES.get(scene.random().nextInt(1, Hub.SERVICES.size()));
        var all = Hub.of(part);
        var moved = all.get(scene.random().nextInt(all.size()));
        scene.hub().rig().stop(moved);
        scene.hub().start(moved);
        return "%s left and came back".formatted(name(moved));
    }

    static String standStill(Scene scene) throws IOException, InterruptedException {
        var victim = anyone(scene);
        var process = scene.hub().rig().process(victim);
        Signals.pause(process);
        try {
            Thread.sleep(STOPPED_MILLIS);
        } finally {
            Signals.goOn(process);
        }
        return "%s stood still for a minute".formatted(name(victim));
    }

    /** One replica after the other is replaced, as a deployment does it. */
    static String roll(Scene scene) throws InterruptedException {
        var part = Hub.SERVICES.get(scene.random().nextInt(Hub.SERVICES.size()));
        for (var replica : Hub.of(part)) {
            scene.hub().rig().stop(replica);
            scene.hub().start(replica);
        }
        return "replaced each of " + part.label();
    }

    private static Replica anyone(Scene scene) {
        var replicas = Hub.replicas();
        return replicas.get(scene.random().nextInt(replicas.size()));
    }

    private static String name(Replica replica) {
        Part part = replica.part();
        return part.label() + " " + replica.number();
    }
}
