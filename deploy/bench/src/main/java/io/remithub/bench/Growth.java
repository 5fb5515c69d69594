package io.remithub.bench;

import io.remithub.rig.Part;
import io.remithub.rig.Rig;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a million stored payments cost: stages as they are with hardly any stored, and again beside the million. */
final class Growth implements Stage {

    private static final int STORED = 1_000_000;
    /** What a process takes of memory or does when idle is not a matter of what is stored. */
    private static final List<String> UNITS = List.of("payments/s", "events/s", "tickets/s", "ms");

    private final String of;
    private final List<Stage> stages;

    /** @param stages of one ground; every service starts anew for them, and warms up as it did before */
    Growth(String of, Stage... stages) {
        this.of = of;
        this.stages = List.of(stages);
    }

    @Override
    public String name() {
        return "growth-" + of;
    }

    /** A million payments take minutes to store. */
    @Override
    public boolean always() {
        return false;
    }

    @Override
    public void run(Rig rig, Report report) throws Exception {
        var before = measured(rig);
        Everywhere.of(rig).store(rig, STORED);
        for (var part : Part.values()) {
            if (part.hasDatabase()) { // partners go on: their ids must not begin anew
                rig.stop(part);
            }
        }
        var after = measured(rig);
        before.forEach((figure, few) -> {
            if (UNITS.contains(figure.unit())) {
                var many = Objects.requireNonNull(after.get(figure));
                var goal = figure.unit().equals("ms") ? "<= 1.11" : ">= 0.90";
                report.add(
                        new Figure(figure.name() + ", 1,000,000 stored", figure.unit(), goal, "hardly any stored"),
                        new Measured(many.value(), few.value(), Map.of(), many.latencies()));
            }
        });
    }

    private Map<Figure, Measured> measured(Rig rig) throws Exception {
        var report = new Report();
        stages.getFirst().ground().lay(rig);
        for (var stage : stages) {
            stage.run(rig, report);
        }
        return report.medians();
    }
}
