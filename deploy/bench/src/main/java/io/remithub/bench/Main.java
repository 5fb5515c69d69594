package io.remithub.bench;

import io.remithub.embedded.Directories;
import io.remithub.rig.Jvm;
import io.remithub.rig.Rig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./dev bench [stage…]}. */
@Command(name = "bench", description = "How fast each stage is, beside what this machine does at best.")
final class Main implements Callable<Integer> {

    private static final Path WORK = Path.of("deploy/bench/target/bench");

    @Parameters(description = "only these stages; growth is what is not run unless it is asked for")
    private List<String> only = List.of();

    @Option(names = "--warm", description = "seconds for which the whole way warms up; ${DEFAULT-VALUE} unless set")
    private int warm = 40;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        var report = new Report();
        long began = System.nanoTime();
        for (var sharing : byGround(chosen())) {
            Directories.delete(WORK);
            try (var rig = Rig.start(WORK, Jvm.PRODUCTION)) {
                sharing.getFirst().ground().lay(rig);
                for (Stage stage : sharing) {
                    stage.run(rig, report);
                    System.out.printf("%s, after %d s%n", stage.name(), secondsSince(began));
                }
            }
        }
        report.print();
        report.write(WORK.resolveSibling("bench.json"));
        return 0;
    }

    private List<Stage> chosen() throws IOException {
        return Stream.of(
                        new Accept(),
                        new Add(),
                        new Hop(),
                        new Drain(),
                        new Consume(),
                        new Poll(),
                        new WholeWay(Duration.ofSeconds(warm)),
                        new Growth("accept", new Accept(), new Add()),
                        new Growth("relay", new Hop(), new Drain()),
                        new Growth("whole", new Consume(), new Poll(), new WholeWay(Duration.ofSeconds(warm))))
                .filter(stage -> only.isEmpty() ? stage.always() : only.stream().anyMatch(stage.name()::startsWith))
                .toList();
    }

    private static List<List<Stage>> byGround(List<Stage> stages) {
        var all = new ArrayList<List<Stage>>();
        for (var stage : stages) {
            boolean shared = stage.ground() != Ground.OF_ITS_OWN
                    && !all.isEmpty()
                    && all.getLast().getFirst().ground() == stage.ground();
            if (!shared) {
                all.add(new ArrayList<>());
            }
            all.getLast().add(stage);
        }
        return all;
    }

    private static long secondsSince(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toSeconds();
    }
}
