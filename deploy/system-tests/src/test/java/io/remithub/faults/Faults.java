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

    @Option(names = "--row", description = "only these rows")
    private List<Integer> rows = List.of();

    @Option(names = "--seed", description = "of an earlier run, to be repeated")
    private long seed = ThreadLocalRandom.current().nextInt(SEEDS);

    @Option(names = "--payments", description = "in each row")
    private int payments = 200;

    @Option(names = "--seconds", description = "over which payments come in")
    private int seconds = 20;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Faults()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        System.out.println("seed " + seed);
        var report = new Report(seed);
        try (var run = Run.start(WORK, seed)) {
            System.out.println("two of each service are running");
            for (var row : rows.isEmpty()
                    ? Arrays.asList(Row.values())
                    : rows.stream().map(Row::of).toList()) {
                System.out.println(row.sentence());
                report.add(run.row(row, payments, Duration.ofSeconds(seconds)));
            }
        }
        report.print();
        report.write(WORK.resolveSibling("faults.json"));
        return report.held() ? 0 : 1;
    }
}
