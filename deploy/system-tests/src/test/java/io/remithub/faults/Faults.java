package io.remithub.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./dev faults}. */
@Command(name = "faults", description = "Breaks the hub in every way there is, and looks whether anything was lost.")
final class Faults implements Callable<Integer> {

    private static final Path WORK = Path.of("deploy/system-tests/target/faults");
    private static final int A_ROW = 200;
    private static final int IN_THIRTY_MINUTES = 10_000;
    private static final int SEEDS = 1_000_000;
    private static final Duration LONG_OPEN = Duration.ofMinutes(10);

    @Option(names = "--stay", description = "leave everything running where a rule was violated")
    private boolean stay;

    @Option(names = "--row", description = "only these rows")
    private List<Integer> rows = List.of();

    @Option(names = "--seed", description = "of an earlier run, to be repeated")
    private long seed = ThreadLocalRandom.current().nextInt(SEEDS);

    @Option(names = "--payments", description = "in each row: 200, or as many as suit the minutes, 10,000 in 30")
    private @Nullable Integer payments;

    @Option(names = "--minutes", description = "of everything at random")
    private int minutes;

    @Option(names = "--mutant", description = "a hub with this mistake in it: ${COMPLETION-CANDIDATES}")
    private List<Mutant> mutants = List.of();

    @Option(names = "--prove", description = "a hub with each of these mistakes: 0 where every one is seen")
    private boolean prove;

    @Option(names = "--seconds", description = "over which payments come in")
    private int seconds = 20;

    @Option(names = "--open", description = "for how long row 17 leaves a transaction open; PT10M with --minutes")
    private Duration open = Run.OPEN;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Faults()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        System.out.println("seed " + seed);
        var report = new Report(seed);
        if (prove || !mutants.isEmpty()) {
            boolean all = seen(prove ? List.of(Mutant.values()) : mutants, report);
            report.write(WORK.resolveSibling("faults.json"));
            return all ? 0 : 1;
        }
        if (minutes > 0) {
            try (var run = Run.start(WORK, seed, Row.EVERYTHING.setting(), open, Map.of());
                    var _ = ForgottenTransaction.of(run.hub(), LONG_OPEN)) {
                report.add(run.row(Row.EVERYTHING, payments(), Duration.ofMinutes(minutes)));
            }
        }
        for (var setting : Setting.values()) {
            run(chosen().stream().filter(row -> row.setting() == setting).toList(), setting, report);
        }
        report.print();
        report.write(WORK.resolveSibling("faults.json"));
        return report.exitCode();
    }

    private void run(List<Row> rows, Setting setting, Report report) throws Exception {
        if (rows.isEmpty()) {
            return;
        }
        var missing = setting.missing();
        if (missing.isPresent()) {
            rows.forEach(row -> report.add(Outcome.skipped(row, missing.get())));
            return;
        }
        try (var run = Run.start(WORK, seed, setting, open, Map.of())) {
            for (var row : rows) {
                System.out.println(row.sentence());
                report.add(run.row(row, payments(), Duration.ofSeconds(seconds)));
                if (stay && report.isViolated()) {
                    System.out.println("it stays; the databases are at port 27432");
                    Thread.sleep(Duration.ofHours(1));
                }
            }
        }
    }

    private int payments() {
        return payments == null ? payments(minutes) : payments;
    }

    static int payments(int minutes) {
        return minutes > 0 ? minutes * IN_THIRTY_MINUTES / 30 : A_ROW;
    }

    private List<Row> chosen() {
        if (!rows.isEmpty()) {
            return rows.stream().map(Row::of).toList();
        }
        return minutes > 0 ? List.of() : Arrays.asList(Row.values());
    }

    /** Whether the checker sees what each does. */
    private boolean seen(List<Mutant> mistaken, Report report) throws Exception {
        boolean all = true;
        for (var mutant : mistaken) {
            try (var run = Run.start(WORK, seed, Setting.USUAL, open, mutant.environment(WORK))) {
                var outcome = run.fault(mutant.name(), mutant.fault(), payments(), Duration.ofSeconds(seconds));
                report.add(outcome);
                boolean isSeen = mutant.isSeen(outcome);
                System.out.println(mutant + (isSeen ? " was seen" : " was NOT seen"));
                all &= isSeen;
            }
        }
        return all;
    }
}
