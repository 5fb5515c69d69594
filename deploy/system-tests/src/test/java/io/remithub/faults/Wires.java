package io.remithub.faults;

import io.remithub.faults.Fault.Scene;
import io.remithub.faults.Link.Weather;
import java.util.List;

/** Faults between the processes. */
final class Wires {

    private static final List<Weather> BAD = List.of(Weather.PARTED, Weather.HALF_OPEN, Weather.SLOW, Weather.RESET);

    private Wires() {}

    static String cut(Scene scene) throws InterruptedException {
        var wires = List.copyOf(scene.hub().links().keySet());
        var wire = wires.get(scene.random().nextInt(wires.size()));
        var weather = BAD.get(scene.random().nextInt(BAD.size()));
        var link = scene.hub().link(wire.replica(), wire.far());
        link.turns(weather);
        try {
            Thread.sleep(scene.random().nextInt(1_000, 12_000));
        } finally {
            link.turns(Weather.CLEAR);
        }
        return "%s %d to its %s: %s"
                .formatted(wire.replica().part().label(), wire.replica().number(), wire.far(), weather);
    }
}
