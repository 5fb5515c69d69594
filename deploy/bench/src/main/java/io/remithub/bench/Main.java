package io.remithub.bench;

import io.remithub.rig.Jvm;
import io.remithub.rig.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./dev bench [stage…]}. */
@Command(name = "bench", description = "How fast each stage is, beside what this machine does at best.")
final class Main implements Callable<Integer> {

    private static final Path WORK = Path.of("deploy/bench/target/bench");

    @Parameters(description = "only these stages")
    private List<String> only = List.of();

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        var report = new Report();
        for (Stage stage : List.of(
                new Accept(),
                new Add(),
                new Drain(),
                new Hop(),
                new Consume(),
                new Poll(),
                new WholeWay(),
                new Growth())) {
            if (only.isEmpty() ? stage.always() : only.contains(stage.name())) {
                System.out.println(stage.name());
                long began = System.nanoTime();
                clear(WORK);
                try (var rig = Rig.start(WORK, Jvm.PRODUCTION)) {
                    stage.run(rig, report);
                }
                System.out.printf(
                        "  took %d s%n",
                        Duration.ofNanos(System.nanoTime() - began).toSeconds());
            }
        }
        report.print();
        report.write(WORK.resolveSibling("bench.json"));
        return 0;
    }

    private static void clear(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
