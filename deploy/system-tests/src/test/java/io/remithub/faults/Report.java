package io.remithub.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Row by row what was done and what survived. */
final class Report {

    private static final int MOST_SHOWN = 20;

    private final long seed;
    private final List<Outcome> outcomes = new ArrayList<>();

    Report(long seed) {
        this.seed = seed;
    }

    void add(Outcome outcome) {
        outcomes.add(outcome);
        System.out.println(line(outcome));
        outcome.violations().stream().limit(MOST_SHOWN).forEach(it -> System.out.println("  ! " + it));
        if (outcome.violations().size() > MOST_SHOWN) {
            System.out.println("  ! and %d more".formatted(outcome.violations().size() - MOST_SHOWN));
        }
    }

    boolean isViolated() {
        return outcomes.stream().anyMatch(it -> !it.violations().isEmpty());
    }

    /** 0 where every row held, 1 where a rule was violated, 2 where something could not be tried. */
    int exitCode() {
        if (isViolated()) {
            return 1;
        }
        return outcomes.stream().allMatch(Outcome::held) ? 0 : 2;
    }

    void print() {
        System.out.println("%nseed %d".formatted(seed));
        System.out.println("  # %-44s %8s %8s %9s %7s %5s %7s %12s %8s"
                .formatted(
                        "fault",
                        "faults",
                        "payments",
                        "completed",
                        "waiting",
                        "lost",
                        "doubled",
                        "out of order",
                        "healed"));
        outcomes.forEach(outcome -> System.out.println(line(outcome)));
    }

    static String line(Outcome outcome) {
        if (outcome.isSkipped()) {
            return "%3d %-44s SKIPPED: %s".formatted(outcome.row(), outcome.sentence(), outcome.skipped());
        }
        return "%3d %-44s %8d %8d %9d %7d %5d %7d %12d %6.1f s%s%s"
                .formatted(
                        outcome.row(),
                        outcome.sentence(),
                        outcome.strikes().size(),
                        outcome.payments(),
                        outcome.fates().completed(),
                        outcome.fates().waiting(),
                        outcome.lost(),
                        outcome.doubled(),
                        outcome.outOfOrder(),
                        outcome.healed().toMillis() / 1e3,
                        outcome.healedInTime() ? "" : "  goal of 30 s missed",
                        outcome.held() ? "" : "  VIOLATED");
    }

    void write(Path file) throws IOException {
        var json = Samples.JSON.createObjectNode().put("seed", seed);
        var rows = json.putArray("rows");
        for (var outcome : outcomes) {
            var row = rows.addObject()
                    .put("row", outcome.row())
                    .put("fault", outcome.sentence())
                    .put("payments", outcome.payments())
                    .put("completed", outcome.fates().completed())
                    .put("waiting", outcome.fates().waiting())
                    .put("lost", outcome.lost())
                    .put("doubled", outcome.doubled())
                    .put("outOfOrder", outcome.outOfOrder())
                    .put("healedSeconds", outcome.healed().toMillis() / 1e3)
                    .put("healedInTime", outcome.healedInTime())
                    .put("skipped", outcome.skipped());
            outcome.strikes().forEach(row.putArray("faults")::add);
            outcome.violations().forEach(row.putArray("violations")::add);
        }
        Samples.JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json);
    }
}
