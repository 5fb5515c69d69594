package io.remithub.faults;

import static java.util.stream.Collectors.joining;

import io.remithub.faults.Fault.Scene;
import io.remithub.faults.Link.Weather;
import io.remithub.rig.Part;
import io.remithub.rig.Replica;
import io.remithub.rig.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Faults of the services' own processes. */
final class Processes {

    /** Longer than any lease, session and lock of the hub's. */
    private static final int STOPPED_MILLIS = 60_000;

    /** How often a service's partitions change hands, one time after the other. */
    private static final int STORM = 3;

    private Processes() {}

    static String kill(Scene scene) throws InterruptedException {
        return "killed " + kill(scene, scene.deal("killed", Hub.replicas()));
    }

    /** One of each service, one after the other; the next time the other. */
    static String killEach(Scene scene) throws InterruptedException {
        var killed = new ArrayList<String>();
        for (var victim : oneOfEach(scene, "killed")) {
            killed.add(kill(scene, victim));
        }
        return "killed " + String.join(", ", killed);
    }

    private static String kill(Scene scene, Replica victim) throws InterruptedException {
        scene.hub().kill(victim);
        Thread.sleep(scene.random().nextInt(3_000));
        scene.hub().start(victim);
        return Hub.name(victim);
    }

    private static List<Replica> oneOfEach(Scene scene, String deck) {
        var some = new ArrayList<Replica>();
        Hub.SERVICES.forEach(part -> some.add(scene.deal(deck + " of " + part, Hub.of(part))));
        Collections.shuffle(some, new Random(scene.random().nextLong()));
        return some;
    }

    /** Replicas come and go, so that partitions change hands while their records are being worked on. */
    static String rebalance(Scene scene) throws InterruptedException {
        var hub = scene.hub();
        var part = scene.deal("rebalanced", Hub.SERVICES);
        var wires = Hub.of(part).stream()
                .map(replica -> hub.link(replica, Hub.Far.DATABASE))
                .toList();
        try {
            for (int time = 0; time < STORM; time++) {
                wires.forEach(wire -> wire.turns(Weather.SLOW));
                var moved = scene.deal("moved of " + part, Hub.of(part));
                scene.last(1_000, 3_000);
                hub.stop(moved);
                // It starts at its usual pace: what is slow is what the other one has in hand.
                hub.link(moved, Hub.Far.DATABASE).turns(Weather.CLEAR);
                hub.start(moved);
            }
        } finally {
            wires.forEach(wire -> wire.turns(Weather.CLEAR));
        }
        return "replicas of %s left and came back %d times, slow with what they had in hand"
                .formatted(part.label(), STORM);
    }

    /** One of each service, as when the machine does that they are on; the next time the other. */
    static String standStill(Scene scene) throws IOException, InterruptedException {
        var victims = oneOfEach(scene, "stood still");
        try {
            for (var victim : victims) {
                Signals.pause(scene.hub().rig().process(victim));
            }
            Thread.sleep(STOPPED_MILLIS);
        } finally {
            for (var victim : victims) {
                Signals.goOn(scene.hub().rig().process(victim));
            }
        }
        return victims.stream().map(Hub::name).collect(joining(", ", "", " stood still for a minute"));
    }

    /** One of each service is replaced by the next release, and then the other: for a while both are there. Then each has none. */
    static String roll(Scene scene) throws Exception {
        var hub = scene.hub();
        var release = nextRelease(hub);
        var services = new ArrayList<>(Hub.SERVICES);
        Collections.shuffle(services, new Random(scene.random().nextLong()));
        for (int number = 0; number < Hub.REPLICAS; number++) {
            for (var part : services) {
                var replica = new Replica(part, number);
                hub.stop(replica);
                hub.start(replica, release);
            }
        }
        for (var part : services) {
            toNoneAndBack(scene, part, release);
        }
        return "replaced each by one with newer schemas, beginning with %s, then each went to none and came back"
                .formatted(services.getFirst().label());
    }

    private static void toNoneAndBack(Scene scene, Part scaled, Map<String, String> release) throws Exception {
        for (var replica : Hub.of(scaled)) {
            scene.hub().stop(replica);
        }
        scene.last(3_000, 8_000);
        for (var replica : Hub.of(scaled)) {
            scene.hub().start(replica, release);
        }
    }

    private static Map<String, String> nextRelease(Hub hub) throws Exception {
        var file = hub.rig().directory().resolve("next-release").toAbsolutePath();
        if (!Files.exists(file)) {
            var schemas = NewSchemas.of(hub.rig().bootstrapServers(), "nextRelease");
            schemas.publish(hub.rig().bootstrapServers());
            Files.write(file, schemas.lines());
        }
        return AgentJar.environment(hub.rig().directory(), "NEW_BUILD", file.toString());
    }
}
