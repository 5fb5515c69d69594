package io.remithub.images;

import io.remithub.rig.Compilers;
import java.util.ArrayList;
import java.util.List;

/** How the JVM is run in an image. What a cache was made under and what it is used under must be the same. */
final class Options {

    static final String MAIN = "io.quarkus.runner.GeneratedMain";

    /** What a class cache depends on. */
    static final List<String> SHARED = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /** The heap is a share of the container's limit, so that what is outside of it fits, too. */
    private static final List<String> OF_THE_CONTAINER = List.of(
            "-XX:MaxRAMPercentage=20",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xss512k",
            "-XX:-UsePerfData",
            // The cache lies where it was made to lie: elsewhere, each page of it is copied to be patched.
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    private Options() {}

    /** Java itself: no shell stands between it and the signals of whoever runs it. */
    static List<String> entrypoint(boolean withCache) {
        var entrypoint = new ArrayList<String>();
        entrypoint.add("java");
        entrypoint.addAll(SHARED);
        entrypoint.addAll(OF_THE_CONTAINER);
        entrypoint.addAll(Compilers.IN_PRODUCTION);
        if (withCache) {
            entrypoint.add("-XX:AOTCache=" + Application.CACHE);
        }
        entrypoint.add("@" + Application.CLASS_PATH);
        entrypoint.add(MAIN);
        return List.copyOf(entrypoint);
    }
}
