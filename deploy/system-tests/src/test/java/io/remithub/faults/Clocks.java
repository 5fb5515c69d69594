package io.remithub.faults;

import io.remithub.faults.Fault.Scene;
import io.remithub.rig.Part;
import io.remithub.rig.Replica;
import java.util.List;
import java.util.Map;

/** A service that does not know how late it is. */
final class Clocks {

    private static final int SECONDS_OFF = 600;

    private Clocks() {}

    /** One that posts is late and the other early, while partners' answers are lost and what was done is read of later. */
    static String apart(Scene scene) throws Exception {
        var hub = scene.hub();
        var late = new Replica(Part.POSTING, 0);
        var early = new Replica(Part.POSTING, 1);
        Partners.answersLost(scene, "'partner': 'nexhealth', 'operation': 'create-transaction'");
        Partners.answersLost(scene, "'partner': 'decoda', 'operation': 'create-charge'");
        restart(hub, Map.of(late, turned(hub, -SECONDS_OFF), early, turned(hub, SECONDS_OFF)));
        scene.last(8_000, 10_000);
        restart(hub, Map.of(late, Map.of(), early, Map.of()));
        return "the clocks of those that post: 10 minutes late and early";
    }

    private static void restart(Hub hub, Map<Replica, Map<String, String>> told) throws InterruptedException {
        for (var replica : told.keySet()) {
            hub.stop(replica);
        }
        hub.startTogether(List.copyOf(told.keySet()), told);
    }

    private static Map<String, String> turned(Hub hub, int seconds) {
        return AgentJar.environment(hub.rig().directory(), "CLOCK", Integer.toString(seconds));
    }

    /** For a while, one replica after the other, so that for some time they do not agree with each other either. */
    static String turn(Scene scene) throws InterruptedException {
        var hub = scene.hub();
        var part = scene.deal("clocks", Hub.SERVICES);
        int off = scene.random().nextBoolean() ? SECONDS_OFF : -SECONDS_OFF;
        var turned = turned(hub, off);
        for (var replica : Hub.of(part)) {
            hub.stop(replica);
            hub.start(replica, turned);
        }
        scene.last(2_000, 8_000);
        for (var replica : Hub.of(part)) {
            hub.stop(replica);
            hub.start(replica);
        }
        return "the clocks of %s: %+d minutes".formatted(part.label(), off / 60);
    }
}
