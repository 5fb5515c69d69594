package io.remithub.bench;

import io.remithub.rig.Part;
import io.remithub.rig.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** What the database takes at best, by its own tool. */
final class Pgbench {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final double MICROS = 1e3;
    private static final long NUMBERS_OF_A_RUN = 1_000_000_000L;
    /** Of all that run on one database, whoever begins them; those of {@link Everywhere} come before. */
    private static final AtomicLong FIRST = new AtomicLong(10 * NUMBERS_OF_A_RUN);

    private final Rig rig;
    private final Part part;
    private final Path script;

    Pgbench(Rig rig, Part part, String script) throws IOException {
        this.rig = rig;
        this.part = part;
        this.script = Files.writeString(rig.directory().resolve("pgbench.sql"), script);
    }

    double perSecond(int clients, Duration duration) throws IOException, InterruptedException {
        return perSecond(clients, duration, List.of());
    }

    /** @return of one client's transactions, each as it was logged: the median in milliseconds */
    double median(Duration duration) throws IOException, InterruptedException {
        var log = Files.createTempDirectory(rig.directory(), "pgbench");
        perSecond(1, duration, List.of("--log", "--log-prefix=" + log.resolve("log")));
        try (var files = Files.list(log)) {
            return median(Files.readAllLines(files.findFirst().orElseThrow()));
        }
    }

    /** @param log a line a transaction: whose, its number, microseconds, and when */
    static double median(List<String> log) {
        var micros = log.stream()
                .mapToLong(line -> Long.parseLong(line.split(" ")[2]))
                .sorted()
                .toArray();
        return micros[micros.length / 2] / MICROS;
    }

    private double perSecond(int clients, Duration duration, List<String> more)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=" + Math.min(clients, 2),
                "--time=" + duration.toSeconds(),
                "--file=" + script,
                "--define=i=0",
                "--define=first=" + FIRST.getAndAdd(NUMBERS_OF_A_RUN),
                "--host=localhost",
                "--port=" + rig.postgresPort(),
                "--username=" + part.database()));
        command.addAll(more);
        command.add(part.database());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", rig.password());
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException("pgbench: " + said);
        }
        return number(RATE, said);
    }

    private static double number(Pattern pattern, String said) {
        var found = pattern.matcher(said);
        if (!found.find()) {
            throw new IllegalStateException("pgbench said nothing of it: " + said);
        }
        return Double.parseDouble(found.group(1));
    }
}
