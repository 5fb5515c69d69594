package io.remithub.faults;

import io.remithub.faults.Fault.Scene;
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

    /** Four at once, each in its own way, one longer than the other. */
    static String cut(Scene scene) throws InterruptedException {
        var wires = new ArrayList<>(scene.hub().links().keySet());
        Collections.shuffle(wires, new Random(scene.random().nextLong()));
        var words = new StringJoiner(", ");
        for (int kind = 0; kind < BAD.size(); kind++) {
            scene.hub().link(wires.get(kind)).turns(BAD.get(kind));
            words.add("%s: %s".formatted(wires.get(kind), BAD.get(kind)));
        }
        for (int kind = 0; kind < BAD.size(); kind++) {
            scene.last(500, 4_000);
            scene.hub().link(wires.get(kind)).turns(Weather.CLEAR);
        }
        return words.toString();
    }
}
