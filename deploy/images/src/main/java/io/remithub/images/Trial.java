package io.remithub.images;

import io.remithub.embedded.Directories;
import io.remithub.rig.Part;
import io.remithub.rig.Rig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

/**
 * The images are run as on a cluster, but without Docker: nothing is there but their own files, read-only but for
 * {@code /tmp}, as their own user, within a limit of memory. Needs root on Linux.
 */
final class Trial {

    private static final int PAYMENTS = 500;
    private static final List<Part> ORDER =
            List.of(Part.SANDBOX, Part.INTAKE, Part.ORCHESTRATOR, Part.POLLER, Part.POSTING);

    /** Each replaces the one before: whoever signals the process signals the JVM. */
    private static final String ISOLATED = """
            set -e
            mount --bind "$0" "$0"
            mount -t proc proc "$0/proc"
            mount --rbind /dev "$0/dev"
            mount -t tmpfs -o mode=1777 tmp "$0/tmp"
            mount -o remount,ro,bind "$0"
            exec chroot --userspec=10001:10001 "$0" "$@"
            """;

    private final Path work;
    private final Map<Part, Unpacked> images;
    private final String memory;

    /** @param memory the limit that a container would have: 768m, for one */
    Trial(Path work, Map<Part, Unpacked> images, String memory) {
        this.work = work.toAbsolutePath();
        this.images = images;
        this.memory = memory;
    }

    void run() throws IOException, InterruptedException {
        var ready = new LinkedHashMap<Part, String>();
        Directories.delete(work);
        try (var rig = Rig.start(work, this::command)) {
            for (var part : ORDER) {
                long began = System.nanoTime();
                rig.start(part, environment(part));
                double elapsed = (System.nanoTime() - began) / 1e9;
                double used = rig.cpu().seconds().getOrDefault(part.label(), 0.0);
                ready.put(part, "ready after %.1f s with %.1f s of processor".formatted(elapsed, used));
            }
            new Sample().completeMany(PAYMENTS);
            ready.forEach((part, howItStarted) -> System.out.printf(
                    "%-28s %s, resident %d MB after %d payments, %d MB of it its own, at most %d MB%n",
                    part.label(),
                    howItStarted,
                    megabytes(rig.process(part), "VmRSS"),
                    PAYMENTS,
                    megabytes(rig.process(part), "RssAnon"),
                    megabytes(rig.process(part), "VmHWM")));
        }
    }

    private List<String> command(Part part) {
        var image = Objects.requireNonNull(images.get(part));
        var command = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", ISOLATED));
        command.add(image.root().toAbsolutePath().toString());
        StreamSupport.stream(image.config().get("Entrypoint").spliterator(), false)
                .map(word -> word.asText())
                .map(word -> word.equals("java") ? "/" + image.root().relativize(image.java()) : word)
                .forEach(command::add);
        command.add(command.indexOf("@" + Application.CLASS_PATH), "-XX:MaxRAM=" + memory);
        return command;
    }

    private Map<String, String> environment(Part part) {
        return switch (part) {
            case POLLER -> Map.of("CLAIM_POLL_FIRST", "PT0.3S");
            case SANDBOX -> Map.of("SANDBOX_STATE", "/tmp/sandbox");
            default -> Map.of();
        };
    }

    private static long megabytes(ProcessHandle process, String name) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1000)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
