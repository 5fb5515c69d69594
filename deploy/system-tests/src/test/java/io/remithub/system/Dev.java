package io.remithub.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.embedded.Directories;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;

/** The {@code ./dev} of this project, with a state directory of the tests' own. */
final class Dev {

    static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();

    static final Path STACK = Path.of("target/stack").toAbsolutePath();
    private static final int[] PORTS = {8080, 8081, 8082, 8083, 8090, 9080, 9081, 9082, 9083, 9090, 8095, 9092, 15432};
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    record Run(int exitCode, String output) {}

    private Dev() {}

    /** Runs to its end. */
    static Run run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    static Run run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        var output = Files.createTempFile("dev-", ".out");
        var process = start(output, environment, arguments);
        if (!process.waitFor(PATIENCE)) {
            process.destroy();
            throw new AssertionError(
                    "./dev " + String.join(" ", arguments) + " hangs; so far:\n" + Files.readString(output));
        }
        var run = new Run(process.exitValue(), Files.readString(output));
        Files.delete(output);
        return run;
    }

    static Process start(Path output, String... arguments) throws IOException {
        return start(output, Map.of(), arguments);
    }

    private static Process start(Path output, Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(PROJECT.resolve("dev").toString()));
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command)
                .directory(PROJECT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("REMITHUB_STACK", STACK.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** A machine on which the hub has never run. */
    static void startOver() throws IOException {
        requireFreePorts();
        Directories.delete(STACK);
    }

    static void requireFreePorts() {
        assertThat(takenPorts())
                .describedAs("ports that the hub needs and another program has: is a stack running? ./dev down")
                .isEmpty();
    }

    static List<Integer> takenPorts() {
        return IntStream.of(PORTS).filter(Dev::isTaken).boxed().toList();
    }

    static Path log(String name) {
        return STACK.resolve("logs").resolve(name + ".log");
    }

    /** One of those that the stack made up for itself. */
    static String secret(String name) throws IOException {
        var secrets = new Properties();
        try (var file = Files.newBufferedReader(STACK.resolve("secrets.properties"))) {
            secrets.load(file);
        }
        return secrets.getProperty(name);
    }

    /** What the launcher has noted of a process that runs: its pid and port. */
    static Path note(String name) {
        return STACK.resolve("run/" + name + ".process");
    }

    private static boolean isTaken(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException taken) {
            return true;
        }
    }
}
