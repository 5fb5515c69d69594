package io.remithub.rig;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a service's JVM is run. */
public enum Jvm implements Launch {
    /** Compilers and collector as in its image, and about the heap of its limit there; without the image's class cache. */
    PRODUCTION(Compilers.IN_PRODUCTION),
    /** Many on one machine: each starts fast and takes little of it. */
    SMALL(List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=48m"));

    private static final List<String> ALL = List.of(
            "-Xmx160m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xss512k",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");

    private final List<String> options;

    Jvm(List<String> options) {
        this.options = options;
    }

    @Override
    public List<String> command(Part part) {
        var jar = part.module().resolve("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ALL);
        command.addAll(options);
        // Only the small ones, which come and go.
        var archive = part.classArchive();
        if (this == SMALL && Files.exists(archive)) {
            command.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds*=off"));
        }
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }
}
