package io.remithub.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./dev faults}. */
@Command(name = "faults", description = "Breaks the hub in every way there is, and looks whether anything was lost.")
final class Faults implements Callable<Integer> {

    private static final Path WORK = Path.of("deploy/system-tests/target/faults");
    private static final int SEEDS = 1_000_000;

    @Option(names = "--stay", description = "leave everything running where a rule was violated")
    private boolean stay;

    @Option(names = "--row", description = "only these rows")
    private List<Integer> rows = List.of();

    @Option(names = "--seed", description = "of an earlier run, to be repeated")
    private long seed = ThreadLocalRandom.current().nextInt(SEEDS);

    @Option(names = "--payments", description = "in each row")
    private int payments = 200;

    @Option(names = "--minutes", description = "of everything at random")
    private int minutes;

    @Option(names = "--mutant", description = "a hub with this mistake in it: ${COMPLETION-CANDIDATES}")
    private List<Mutant> mutants = List.of();

    @Option(names = "--seconds", description = "over which payments come in")
    private int seconds = 20;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Faults()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        System.out.println("seed " + seed);
        var report = new Report(seed);
        if (!mutants.isEmpty()) {
            return caught(report) ? 0 : 1;
        }
        try (var run = Run.start(WORK, seed)) {
            System.out.println("two of each service are running");
            if (minutes > 0) {
                report.add(run.row(Row.EVERYTHING, payments, Duration.ofMinutes(minutes)));
            }
            for (var row : chosen()) {
                System.out.println(row.sentence());
                report.add(run.row(row, payments, Duration.ofSeconds(seconds)));
                if (stay && !report.held()) {
                    System.out.println("it stays; the databases are at port 27432");
                    Thread.sleep(Duration.ofHours(1));
                }
            }
        }
        report.print();
        report.write(WORK.resolveSibling("faults.json"));
        return report.held() ? 0 : 1;
    }

    private List<Row> chosen() {
        if (!rows.isEmpty()) {
            return rows.stream().map(Row::of).toList();
        }
        return minutes > 0 ? List.of() : Arrays.asList(Row.values());
    }

    /** Whether the checker sees what each does. */
    private boolean caught(Report report) throws Exception {
        boolean all = true;
        for (var mutant : mutants) {
            try (var run = Run.start(WORK, seed, mutant.environment(WORK))) {
                var outcome = run.mutant(mutant, payments, Duration.ofSeconds(seconds));
                report.add(outcome);
                all &= !outcome.held();
            }
        }
        return all;
    }
}
