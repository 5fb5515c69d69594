package io.remithub.rig;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A Quarkus application of the hub, or the partners' stand-in, in a process of its own. */
final class ServiceProcess implements AutoCloseable {

    private static final int TO_MANAGEMENT = 1_000;
    private static final Duration TO_BE_READY = Duration.ofSeconds(180);
    /** A third of what the manifests give it. */
    private static final Duration TO_END = Duration.ofSeconds(60);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String name;
    private final Process process;

    private ServiceProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** Returns when it is ready. */
    static ServiceProcess start(String name, List<String> command, int port, Map<String, String> environment, File log)
            throws InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log));
        builder.environment().putAll(environment);
        builder.environment().put("HTTP_PORT", Integer.toString(port));
        builder.environment().put("MANAGEMENT_PORT", Integer.toString(management(port)));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        try {
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "stop-" + name));
            var service = new ServiceProcess(name, process);
            service.awaitReady(port, log);
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady(int port, File log) throws InterruptedException {
        long deadline = System.nanoTime() + TO_BE_READY.toNanos();
        while (!isReady(port)) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IllegalStateException(name + " did not become ready: see " + log);
            }
        }
    }

    private static boolean isReady(int port) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + management(port) + "/q/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Where what serves on a port tells how it is. */
    static int management(int port) {
        return port + TO_MANAGEMENT;
    }

    String name() {
        return name;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** None while it runs. */
    OptionalInt exitCode() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** @return whether it ended when it was asked to; what does not within {@link #TO_END} is killed */
    boolean stop() {
        process.destroy();
        try {
            if (process.waitFor(TO_END.toSeconds(), TimeUnit.SECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return false;
    }

    @Override
    public void close() {
        stop();
    }
}
