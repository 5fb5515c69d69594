package io.remithub.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker (KRaft, one node) on the loopback interface, in a process of its own. It ends with its owner, even one
 * that was killed: the child reads its standard input and leaves at its end.
 */
public final class KafkaBroker implements AutoCloseable {

    private static final int SECONDS_TO_START = 180;
    private static final int SECONDS_FOR_A_CLEAN_SHUTDOWN = 20;

    private final Process process;
    private final int port;

    private KafkaBroker(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** On any free port. */
    public static KafkaBroker start(Path directory) {
        return start(directory, FreePort.find(), Redirect.DISCARD, List.of());
    }

    public static KafkaBroker start(Path directory, int port, Redirect log, List<String> jvmOptions) {
        return start(directory, BrokerNode.alone(port, Map.of()), log, jvmOptions);
    }

    /**
     * Returns when the broker takes requests: of several, once most of them run. Its directory is formatted at the first
     * start and kept.
     */
    public static KafkaBroker start(Path directory, BrokerNode node, Redirect log, List<String> jvmOptions) {
        try {
            var process = new ProcessBuilder(command(directory, node, jvmOptions))
                    .redirectError(log)
                    .start();
            // A hook is reachable as long as the JVM lives, so the pipe that keeps the child alive is too.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop-kafka"));
            if (!BrokerMain.READY.equals(firstWords(process))) {
                process.destroyForcibly();
                throw new IllegalStateException("the broker on port " + node.port() + " did not start: see its log");
            }
            return new KafkaBroker(process, node.port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Null when it ended without a word, or was silent for so long that it was ended. */
    private static @Nullable String firstWords(Process process) throws IOException {
        var overdue = CompletableFuture.runAsync(
                process::destroyForcibly,
                CompletableFuture.delayedExecutor(SECONDS_TO_START, TimeUnit.SECONDS, Thread::startVirtualThread));
        try {
            return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        } finally {
            overdue.cancel(false);
        }
    }

    private static List<String> command(Path directory, BrokerNode node, List<String> jvmOptions) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms64m", "-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k"));
        command.add("--sun-misc-unsafe-memory-access=allow"); // Kafka unmaps its buffers by it
        command.addAll(jvmOptions);
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BrokerMain.class.getName()));
        command.add(directory.toString());
        command.addAll(node.arguments());
        return command;
    }

    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /** Ends when the broker does. */
    public Process process() {
        return process;
    }

    @Override
    public void close() {
        try {
            process.destroy();
            if (!process.waitFor(SECONDS_FOR_A_CLEAN_SHUTDOWN, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
