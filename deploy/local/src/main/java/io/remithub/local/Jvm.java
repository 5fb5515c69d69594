package io.remithub.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the JVMs of the stack are run: many on one machine, so each is small, and each starts fast. */
final class Jvm {

    /** What libraries are warned about is not for whoever runs the stack. */
    private static final List<String> QUIET =
            List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");

    /** Classes as the JVM wants them in memory: the second start of a process is several times as fast. */
    private static final Path ARCHIVES = Path.of("deploy/local/target/class-archives");

    private Jvm() {}

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    static List<String> command(State state, String name, Path jar) {
        var command = new ArrayList<String>();
        command.add(java().toString());
        command.addAll(shared(state, name));
        command.addAll(List.of("-Xms32m", "-Xmx176m", "-XX:MaxMetaspaceSize=160m", "-Xss512k"));
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=64m"));
        command.addAll(QUIET);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    /** A small program out of the launcher's own classes. */
    static List<String> command(State state, String name, Class<?> main) {
        var command = new ArrayList<String>();
        command.add(java().toString());
        command.addAll(shared(state, name));
        command.addAll(List.of("-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k"));
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.addAll(QUIET);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return command;
    }

    static List<String> launcher(State state) {
        var command = new ArrayList<String>();
        command.add(java().toString());
        command.add("-D" + RunFiles.MARK + "=" + state.directory());
        // The first start unpacks PostgreSQL, whose archive is read by way of a dictionary of 64 MB.
        command.addAll(List.of("-Xmx224m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k"));
        command.addAll(QUIET);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        return command;
    }

    /** The property names the stack that the process belongs to, for whoever has to clear it away. */
    static List<String> shared(State state, String name) {
        return List.of(
                "-D" + RunFiles.MARK + "=" + state.directory(),
                "-XX:SharedArchiveFile="
                        + State.created(ARCHIVES.toAbsolutePath()).resolve(name + ".jsa"),
                // Part of what an archive is made for; the rig's services share these.
                "-XX:+UseCompactObjectHeaders",
                "-XX:+AutoCreateSharedArchive",
                "-Xlog:cds=off",
                "-Xlog:cds*=off");
    }
}
