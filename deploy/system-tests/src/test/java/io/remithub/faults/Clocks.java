package io.remithub.faults;

import io.remithub.faults.Fault.Scene;
import io.remithub.rig.Part;
import java.util.List;

/** A service that does not know how late it is. */
final class Clocks {

    private static final int SECONDS_OFF = 600;
    /** The poller asks its database. */
    private static final List<Part> WITH_A_CLOCK = List.of(Part.INTAKE, Part.ORCHESTRATOR, Part.POSTING);

    private Clocks() {}

    /** For a while, one replica after the other, so that for some time they do not agree with each other either. */
    static String turn(Scene scene) throws InterruptedException {
        var hub = scene.hub();
        var part = WITH_A_CLOCK.get(scene.random().nextInt(WITH_A_CLOCK.size()));
        int off = scene.random().nextBoolean() ? SECONDS_OFF : -SECONDS_OFF;
        var turned = AgentJar.environment(hub.rig().directory(), "CLOCK", Integer.toString(off));
        for (var replica : Hub.of(part)) {
            hub.rig().stop(replica);
            hub.start(replica, turned);
        }
        scene.last(2_000, 8_000);
        for (var replica : Hub.of(part)) {
            hub.rig().stop(replica);
            hub.start(replica);
        }
        return "the clocks of %s: %+d minutes".formatted(part.label(), off / 60);
    }
}
