package io.remithub.local;

import io.remithub.embedded.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One file for each process of the stack, naming its pid and port: what status shows and what a later launcher clears. */
final class RunFiles {

    /** A system property on the command line of every JVM of the stack; its value is the state directory. */
    static final String MARK = "remithub.stack";

    static final String LAUNCHER = "launcher";

    private static final String ENDING = ".process";
    private static final Duration TO_LEAVE = Duration.ofSeconds(10);

    /** @param process empty when it is not running */
    record Entry(String name, int port, Optional<ProcessHandle> process) {}

    private final State state;

    RunFiles(State state) {
        this.state = state;
    }

    void record(String name, int port, ProcessHandle process) {
        try {
            Files.writeString(file(name), process.pid() + " " + port + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void forget(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Entry> entries() {
        try (var files = Files.list(state.run())) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .flatMap(file -> read(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Entry> entry(String name) {
        return read(file(name));
    }

    /** Ends what an earlier launcher, killed before it could do so itself, has left behind. */
    void reap() {
        var left = entries();
        var processes = left.stream().flatMap(entry -> entry.process().stream()).toList();
        // All at once: none waits in vain for another that has gone before it.
        processes.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + TO_LEAVE.toNanos();
        processes.forEach(process -> end(process, deadline));
        left.forEach(entry -> forget(entry.name()));
        PostgresServer.stopLeftover(state.postgres());
    }

    private static void end(ProcessHandle process, long deadline) {
        try {
            process.onExit().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Entry> read(Path file) {
        var fileName = file.getFileName().toString();
        var name = fileName.substring(0, fileName.length() - ENDING.length());
        try {
            var numbers = Files.readString(file).strip().split(" ");
            var process = ProcessHandle.of(Long.parseLong(numbers[0])).filter(this::isOurs);
            return Optional.of(new Entry(name, Integer.parseInt(numbers[1]), process));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException absentOrTorn) {
            return Optional.empty();
        }
    }

    /** Pids are given again: only the command line tells. Every one of the stack names a place in its directory. */
    private boolean isOurs(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .commandLine()
                        .filter(command -> command.contains(state.directory().toString()))
                        .isPresent();
    }

    private Path file(String name) {
        return state.run().resolve(name + ENDING);
    }
}
