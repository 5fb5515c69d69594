package io.remithub.rig;

import static java.util.stream.Collectors.joining;

import io.remithub.embedded.BrokerNode;
import io.remithub.embedded.KafkaBroker;
import io.remithub.embedded.PhiKeyset;
import io.remithub.embedded.PostgresServer;
import io.remithub.embedded.TokenIssuer;
import io.remithub.embedded.Topics;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;

/** A broker, a durable database and, one by one as a stage needs them, the services in production's settings. */
public final class Rig implements AutoCloseable {

    private static final String PASSWORD = "rig";
    /** As a server of its own would have it, but for its size; commits bear their time. */
    private static final Map<String, String> SERVER = Map.of(
            "track_commit_timestamp", "on",
            "shared_buffers", "256MB",
            "max_wal_size", "2GB",
            "full_page_writes", "on",
            "wal_level", "logical",
            "max_connections", "300");

    private static final int POSTGRES_PORT = 25432;
    private static final int KAFKA_PORT = 29092;
    /** Of one broker from the next. */
    private static final int APART = 40;

    private static final int MOST_REPLICAS = 3;

    private final Path directory;
    private final Launch launch;
    private final Layout layout;
    private final TokenIssuer issuer = TokenIssuer.start(0);
    private final String keyset = PhiKeyset.generate();
    private final Cpu cpu = new Cpu();
    private final Map<Replica, ServiceProcess> running = new ConcurrentHashMap<>();
    private final PostgresServer postgres;
    private final List<String> serverCommand;
    private final Map<Integer, KafkaBroker> brokers = new ConcurrentSkipListMap<>();

    /**
     * Where it stands beside others on the machine.
     *
     * @param shift of every port from its usual place
     * @param doors of the first broker: port by port, what it says there that it is reached by
     * @param brokers how many; each record is kept by up to three of them
     */
    public record Layout(int shift, Map<Integer, Integer> doors, int brokers) {
        public static final Layout USUAL = new Layout(0, Map.of(), 1);

        BrokerNode broker(int number) {
            var controllers = IntStream.range(0, brokers)
                    .mapToObj(each -> kafkaPort(each) + 1 + APART / 2)
                    .toList();
            return new BrokerNode(number + 1, kafkaPort(number), number == 0 ? doors : Map.of(), controllers);
        }

        private int kafkaPort(int number) {
            return KAFKA_PORT + shift + APART * number;
        }
    }

    private Rig(Path directory, Launch launch, Layout layout) {
        this.directory = directory;
        this.launch = launch;
        this.layout = layout;
        this.postgres = database();
        this.serverCommand = postgres.command();
        startBrokers();
    }

    /** @param directory emptied by whoever calls
     * @param launch of every service */
    public static Rig start(Path directory, Launch launch) throws IOException {
        return start(directory, launch, Layout.USUAL);
    }

    public static Rig start(Path directory, Launch launch, Layout layout) throws IOException {
        Files.createDirectories(directory);
        var rig = new Rig(directory, launch, layout);
        for (var part : Part.values()) {
            if (part.hasDatabase()) {
                rig.postgres.createDatabase(part.database(), part.database(), PASSWORD);
            }
        }
        Topics.create(rig.bootstrapServers(), (short) Math.min(layout.brokers(), MOST_REPLICAS));
        rig.cpu.watch("load and ceilings", ProcessHandle.current());
        return rig;
    }

    private PostgresServer database() {
        var server = PostgresServer.kept(
                directory.resolve("postgres").resolve("data"),
                POSTGRES_PORT + layout.shift(),
                directory.resolve("postgres.log").toFile(),
                SERVER);
        cpu.watch("postgres", server.process());
        return server;
    }

    /** All at once: of several, none is ready before most are there. */
    private void startBrokers() {
        var starts = IntStream.range(0, layout.brokers())
                .mapToObj(number -> CompletableFuture.runAsync(() -> startBroker(number), Thread::startVirtualThread))
                .toList();
        starts.forEach(CompletableFuture::join);
    }

    private void startBroker(int number) {
        var label = number == 0 ? "kafka" : "kafka-" + number;
        var broker = KafkaBroker.start(
                directory.resolve(label).resolve("data"),
                layout.broker(number),
                Redirect.appendTo(directory.resolve(label + ".log").toFile()),
                List.of("-XX:TieredStopAtLevel=4"));
        brokers.put(number, broker);
        cpu.watch(label, broker.process().toHandle());
    }

    /** As when its machine loses power. */
    public void killBroker(int number) throws InterruptedException {
        Objects.requireNonNull(brokers.get(number)).process().destroyForcibly().waitFor();
    }

    /** What it was doing is given up, and recovered at its next start. */
    public void stopDatabaseAtOnce() throws IOException, InterruptedException {
        postgres.stopAtOnce();
    }

    /** Brokers and databases that are not running, for whatever reason, run again. */
    public void restartServers() throws IOException, InterruptedException {
        brokers.forEach((number, broker) -> {
            if (!broker.process().isAlive()) {
                startBroker(number);
            }
        });
        if (!postgres.process().isAlive()) {
            postgres.startAgain(serverCommand, directory.resolve("postgres.log").toFile());
            cpu.watch("postgres", postgres.process());
        }
    }

    /** @param more what this stage sets beside what every service is told */
    public void start(Part part, Map<String, String> more) throws InterruptedException {
        start(new Replica(part, 0), more);
    }

    public void start(Replica replica, Map<String, String> more) throws InterruptedException {
        var part = replica.part();
        var environment = new TreeMap<>(part.environment());
        environment.put("PHI_KEYSET", keyset);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
        environment.put("OIDC_ISSUER", issuer.address());
        if (part.hasDatabase()) {
            environment.put("DB_URL", postgres.jdbcUrl(part.database()));
            environment.put("DB_USER", part.database());
            environment.put("DB_PASSWORD", PASSWORD);
        }
        environment.putAll(more);
        File log = directory.resolve(replica.label() + ".log").toFile();
        var service = ServiceProcess.start(replica.label(), launch.command(part), port(replica), environment, log);
        running.put(replica, service);
        cpu.watch(replica.label(), service.handle());
    }

    public void stop(Part part) {
        stop(new Replica(part, 0));
    }

    /** @return whether it ended when it was asked to, and did not have to be killed */
    public boolean stop(Replica replica) {
        var service = running.remove(replica);
        if (service == null) {
            return true;
        }
        cpu.forget(replica.label());
        return service.stop();
    }

    /** As when its machine loses power. */
    public void kill(Replica replica) {
        var service = running.remove(replica);
        if (service != null) {
            cpu.forget(replica.label());
            service.handle().destroyForcibly();
            service.handle().onExit().join();
        }
    }

    public boolean isRunning(Replica replica) {
        var service = running.get(replica);
        return service != null && service.handle().isAlive();
    }

    /** What nobody stopped or killed, and what is no more: each with its exit code, until it is started or stopped. */
    public Map<Replica, Integer> ended() {
        var ended = new HashMap<Replica, Integer>();
        running.forEach((replica, service) -> service.exitCode().ifPresent(code -> ended.put(replica, code)));
        return ended;
    }

    public ProcessHandle process(Part part) {
        return process(new Replica(part, 0));
    }

    public ProcessHandle process(Replica replica) {
        return Objects.requireNonNull(running.get(replica), replica.label()).handle();
    }

    public int port(Replica replica) {
        return replica.port() + layout.shift();
    }

    public int managementPort(Replica replica) {
        return ServiceProcess.management(port(replica));
    }

    /** What tells everything of the inside of the databases. */
    public Connection connectAsSuperuser(Part part) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(part.database()), "postgres", "");
    }

    public Cpu cpu() {
        return cpu;
    }

    public String bootstrapServers() {
        return brokers.values().stream().map(KafkaBroker::bootstrapServers).collect(joining(","));
    }

    public String jdbcUrl(Part part) {
        return "%s?user=%s&password=%s&reWriteBatchedInserts=true"
                .formatted(postgres.jdbcUrl(part.database()), part.database(), PASSWORD);
    }

    public Connection connect(Part part) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(part));
    }

    public int postgresPort() {
        return postgres.port();
    }

    public String password() {
        return PASSWORD;
    }

    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        running.values().forEach(service -> service.handle().destroy());
        running.values().forEach(ServiceProcess::close);
        brokers.values().forEach(KafkaBroker::close);
        postgres.close();
        issuer.close();
    }
}
