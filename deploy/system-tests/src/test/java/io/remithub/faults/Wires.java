package io.remithub.faults;

import io.remithub.faults.Fault.Scene;
import io.remithub.faults.Hub.Wire;
import io.remithub.faults.Link.Weather;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/** Faults between the processes. */
final class Wires {

    private static final List<Weather> BAD = List.of(Weather.PARTED, Weather.HALF_OPEN, Weather.SLOW, Weather.RESET);

    private Wires() {}

    /** Every other time the last one stays so for longer than anybody waits: for an answer, a session, a lease. */
    private static final List<Boolean> LONG = List.of(true, false);

    private static final int MOST_LONGER = 10_000;

    /** All in all less than EHR_READ_LAG: what arrives later than that has been proven not to. */
    private static final int MOST_LONGER_TO_PARTNERS = 3_000;

    /** Four at once, each in its own way, mended in any order, one after the other. */
    static String cut(Scene scene) throws InterruptedException {
        var all =
                scene.hub().links().keySet().stream().filter(Wires::isSpokenOn).toList();
        var wires = new ArrayList<Wire>();
        var words = new StringJoiner(", ");
        for (int kind = 0; kind < BAD.size(); kind++) {
            var wire = scene.deal("wires", all);
            scene.hub().link(wire).turns(BAD.get(kind));
            wires.add(wire);
            words.add("%s: %s".formatted(wire, BAD.get(kind)));
        }
        Collections.shuffle(wires, new Random(scene.random().nextLong()));
        for (var wire : wires) {
            scene.last(500, 2_500);
            if (wire.equals(wires.getLast()) && scene.deal("long", LONG)) {
                int most = wire.far() == Hub.Far.PARTNERS ? MOST_LONGER_TO_PARTNERS : MOST_LONGER;
                scene.last(most / 2, most);
            }
            scene.hub().link(wire).turns(Weather.CLEAR);
        }
        return words.toString();
    }

    /** Whoever has nothing to say to partners does not miss them. */
    private static boolean isSpokenOn(Wire wire) {
        return wire.far() != Hub.Far.PARTNERS
                || Hub.CALLERS.contains(wire.replica().part());
    }
}
