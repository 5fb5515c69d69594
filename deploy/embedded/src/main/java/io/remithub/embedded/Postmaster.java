package io.remithub.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The server process that holds a data directory, as its {@code postmaster.pid} names it. */
record Postmaster(ProcessHandle process) {

    private static final int SECONDS_FOR_A_FAST_SHUTDOWN = 15;

    /** Empty unless a process of that number is alive and really is a PostgreSQL on this directory. */
    static Optional<Postmaster> of(Path directory) {
        var pidFile = directory.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst()
                    .map(first -> Long.parseLong(first.strip()))
                    .flatMap(ProcessHandle::of)
                    .filter(process -> serves(process, directory))
                    .map(Postmaster::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NumberFormatException halfWritten) {
            return Optional.empty();
        }
    }

    /** Numbers are given again after a reboot: the command line says whether it is the one. */
    private static boolean serves(ProcessHandle process, Path directory) {
        return process.info()
                .commandLine()
                .filter(command -> command.contains("postgres") && command.contains(directory.toString()))
                .isPresent();
    }

    /** SIGINT is a fast shutdown: clients are sent away, nothing is lost; what does not obey is killed, and recovers. */
    void stop() {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            process.onExit().get(SECONDS_FOR_A_FAST_SHUTDOWN, TimeUnit.SECONDS);
        } catch (IOException | TimeoutException | ExecutionException e) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL was stopping", e);
        }
    }
}
