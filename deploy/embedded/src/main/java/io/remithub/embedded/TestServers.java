package io.remithub.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.testcontainers.containers.PostgreSQLContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Where a test JVM finds its database, its broker and its token issuer. All live as long as the JVM. */
record TestServers(String jdbcUrl, String username, String password, String bootstrapServers, String issuer) {

    private static final String HUB = "hub";

    static TestServers start() {
        var servers = DockerEngine.answers() ? inContainers() : embedded();
        Topics.create(servers.bootstrapServers);
        return servers;
    }

    private static TestServers embedded() {
        var postgres =
                CompletableFuture.supplyAsync(() -> PostgresServer.temporary().createDatabase(HUB, HUB, HUB));
        var issuer = tokenIssuer();
        var broker = temporaryBroker();
        return new TestServers(postgres.join().jdbcUrl(HUB), HUB, HUB, broker.bootstrapServers(), issuer.join());
    }

    @SuppressWarnings("resource") // Testcontainers' own reaper ends them with the JVM
    private static TestServers inContainers() {
        var postgres = new PostgreSQLContainer<>("postgres:17-alpine")
                .withDatabaseName(HUB)
                .withUsername(HUB)
                .withPassword(HUB);
        var started = CompletableFuture.runAsync(postgres::start);
        var broker = new KafkaContainer(DockerImageName.parse("apache/kafka-native:4.1.1"))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
        broker.start();
        started.join();
        return new TestServers(
                postgres.getJdbcUrl(),
                HUB,
                HUB,
                broker.getBootstrapServers(),
                tokenIssuer().join());
    }

    private static CompletableFuture<String> tokenIssuer() {
        return CompletableFuture.supplyAsync(() -> TokenIssuer.start(0).address());
    }

    private static KafkaBroker temporaryBroker() {
        try {
            var directory = Files.createTempDirectory("hub-kafka-");
            var broker = KafkaBroker.start(directory);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> discard(broker, directory), "discard-kafka"));
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void discard(KafkaBroker broker, Path directory) {
        try {
            broker.process().destroyForcibly().waitFor();
            Directories.delete(directory);
        } catch (IOException leftToTheSystem) {
            // a temporary directory
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
