package io.remithub.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A Quarkus application out of its jar: a service of the hub, or the partners' stand-in.
 *
 * @param environment what each start of it is told
 */
record Service(String name, int port, Path module, Supplier<Map<String, String>> environment, State state)
        implements Program {

    private static final Duration TO_BE_READY = Duration.ofSeconds(120);
    private static final int SECONDS_TO_STOP = 20;

    @Override
    public List<Integer> ports() {
        return List.of(port, Ports.management(port));
    }

    @Override
    public Running start(Consumer<ProcessHandle> born) throws StartFailed, InterruptedException {
        var process = launch();
        born.accept(process.toHandle());
        try {
            awaitReady(process);
        } catch (StartFailed | InterruptedException e) {
            end(process);
            throw e;
        }
        return new Running() {
            @Override
            public ProcessHandle process() {
                return process.toHandle();
            }

            @Override
            public void stop() {
                end(process);
            }
        };
    }

    private void awaitReady(Process process) throws StartFailed, InterruptedException {
        var deadline = System.nanoTime() + TO_BE_READY.toNanos();
        while (!Health.isReady(port)) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new StartFailed("%s ended with exit code %d before it was ready: see %s"
                        .formatted(name, process.exitValue(), log()));
            }
            if (System.nanoTime() > deadline) {
                throw new StartFailed(
                        "%s was not ready after %d s: see %s".formatted(name, TO_BE_READY.toSeconds(), log()));
            }
        }
    }

    private Process launch() {
        var jar = module.resolve("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
        var builder = new ProcessBuilder(Jvm.command(state, name, jar))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(state.log(name)));
        // A secret that somebody exported reaches only the services that are meant to have it.
        builder.environment().keySet().removeAll(Secrets.NAMES);
        builder.environment().putAll(environment.get());
        builder.environment().put("HTTP_PORT", Integer.toString(port));
        builder.environment().put("MANAGEMENT_PORT", Integer.toString(Ports.management(port)));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Path log() {
        return Path.of("").toAbsolutePath().relativize(state.log(name).toPath());
    }
}
