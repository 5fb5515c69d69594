package io.remithub.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The parts of the hub, each a process, as {@code ./dev status} lists them. */
final class Parts {

    static final List<String> NAMES = List.of(
            "batch-orchestrator-service",
            "claim-status-poller",
            "ehr-posting-service",
            "kafka",
            "partner-sandbox",
            "payment-intake-service",
            "postgres",
            "token-issuer");

    private static final int SECONDS_TO_COME_BACK = 60;
    /** Each service's port for who runs it is that much above the one for who uses it. */
    private static final int MANAGEMENT = 1_000;

    private Parts() {}

    static List<JsonNode> all() throws IOException, InterruptedException {
        var status = Dev.run("status");
        assertThat(status.exitCode()).isZero();
        return status.output().lines().map(Parts::parse).toList();
    }

    /** Empty while it is not ready to serve. */
    static Optional<ProcessHandle> ready(String name) throws IOException, InterruptedException {
        return all().stream()
                .filter(line -> line.path("name").asText().equals(name))
                .filter(line -> line.path("state").asText().equals("ready"))
                .flatMap(line -> ProcessHandle.of(line.path("pid").asLong()).stream())
                .findFirst();
    }

    /** Returns when the launcher has started it again. By the launcher's own note: to ask it each time takes longer. */
    static void awaitSuccessor(String name, ProcessHandle ended) {
        await("the next " + name)
                .atMost(SECONDS_TO_COME_BACK, SECONDS)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    var pidAndPort = Files.readString(Dev.note(name)).strip().split(" ");
                    return Long.parseLong(pidAndPort[0]) != ended.pid()
                            && Web.get(health(Integer.parseInt(pidAndPort[1]))).status() == 200;
                });
    }

    private static String health(int port) {
        return "http://localhost:%d/q/health/ready".formatted(port + MANAGEMENT);
    }

    /** Of all parts and of the launcher; memory that processes share counts once. 0 where the system does not tell. */
    static long residentKilobytes() throws IOException, InterruptedException {
        var launcher = Long.parseLong(Files.readString(Dev.note("launcher")).split(" ")[0]);
        var pids = Stream.concat(all().stream().map(line -> line.path("pid").asLong()), Stream.of(launcher));
        return pids.flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToLong(ProcessHandle::pid)
                .distinct()
                .map(Parts::proportionalSetSize)
                .sum();
    }

    private static long proportionalSetSize(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }

    private static JsonNode parse(String line) {
        try {
            return Payer.JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("not a JSON line: " + line, e);
        }
    }
}
