package io.remithub.images;

import io.remithub.embedded.Directories;
import io.remithub.rig.Part;
import io.remithub.rig.Rig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** The whole hub takes the sample payment to its end, and what classes that takes is written down. */
final class Training {

    private final Path work;
    private final Function<Part, Application> applications;

    Training(Path work, Function<Part, Application> applications) {
        this.work = work.toAbsolutePath();
        this.applications = applications;
    }

    /** @param classes where they are written: sorted, of all parts together, since most are in several */
    void to(Path classes) throws IOException, InterruptedException {
        Directories.delete(work);
        try (var rig = Rig.start(work, this::command)) {
            rig.start(
                    Part.SANDBOX,
                    Map.of("SANDBOX_STATE", work.resolve("sandbox").toString()));
            for (var part : List.of(Part.INTAKE, Part.ORCHESTRATOR, Part.POSTING)) {
                rig.start(part, Map.of());
            }
            rig.start(Part.POLLER, Map.of("CLAIM_POLL_FIRST", "PT0.3S"));
            new Sample().complete();
        }
        Files.write(classes, worthCaching());
    }

    private List<String> command(Part part) {
        var application = applications.apply(part);
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Options.SHARED);
        command.addAll(List.of("-Xshare:off", "-Xmx192m", "-XX:DumpLoadedClassList=" + loaded(part)));
        command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        try {
            command.addAll(List.of(
                    "-cp",
                    application.classPath(
                            application.directory().toAbsolutePath().toString()),
                    Options.MAIN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return command;
    }

    private Path loaded(Part part) {
        return work.resolve(part.label() + ".classes");
    }

    /** Names and lambdas; not their numbers in this run, nor what was resolved in it. */
    private List<String> worthCaching() throws IOException {
        var classes = new TreeSet<String>();
        var lambdas = new TreeSet<String>();
        for (var part : Part.values()) {
            for (var line : Files.readAllLines(loaded(part))) {
                if (line.startsWith("@lambda")) {
                    lambdas.add(line);
                } else if (!line.startsWith("@") && !line.startsWith("#")) {
                    classes.add(line.substring(0, line.indexOf(' ') < 0 ? line.length() : line.indexOf(' ')));
                }
            }
        }
        return Stream.concat(classes.stream(), lambdas.stream()).toList();
    }
}
