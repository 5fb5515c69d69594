package io.remithub.messaging;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/** A relay in a process of its own, to be stopped, resumed and killed. */
final class RelayProcess implements AutoCloseable {

    /** Short, so that a test need not wait long for the database to give up on a suspended relay. */
    static final Duration SESSION = Duration.ofSeconds(3);

    private final Process process;

    private RelayProcess(Process process) {
        this.process = process;
    }

    static RelayProcess start(String jdbcUrl, String username, String password, String bootstrapServers)
            throws IOException {
        return dyingAt("never", jdbcUrl, username, password, bootstrapServers);
    }

    /** @param moment the beginning of a statement, or "commit": the process halts the first time that it gets there */
    static RelayProcess dyingAt(
            String moment, String jdbcUrl, String username, String password, String bootstrapServers)
            throws IOException {
        var builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx96m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RelayProcess.class.getName());
        builder.environment()
                .putAll(Map.of(
                        "URL",
                        jdbcUrl,
                        "USERNAME",
                        username,
                        "PASSWORD",
                        password,
                        "BOOTSTRAP",
                        bootstrapServers,
                        "DIES_AT",
                        moment));
        return new RelayProcess(builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    public static void main(String[] arguments) throws InterruptedException, IOException {
        Map<String, String> environment = System.getenv();
        var database = new PGSimpleDataSource();
        database.setUrl(environment.get("URL"));
        database.setUser(environment.get("USERNAME"));
        database.setPassword(environment.get("PASSWORD"));
        var relay = relay(
                Deadly.at(environment.get("DIES_AT"), database), environment.get("BOOTSTRAP"), Duration.ofMillis(500));
        relay.start();
        while (System.in.read() >= 0) {
            // until the parent goes
        }
        relay.stop();
    }

    static Relay relay(javax.sql.DataSource database, String bootstrapServers, Duration poll) {
        var config = new FixedConfig(poll);
        var broker = new BrokerAccess(Map.of("bootstrap.servers", bootstrapServers));
        var publisher = new Publisher(broker, config);
        return new Relay(database, config, publisher, new Schemas(publisher, broker));
    }

    void awaitDeath() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("the relay has not died");
        }
    }

    void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder(List.of("kill", "-" + signal, Long.toString(process.pid())))
                .start()
                .waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private record FixedConfig(Duration relayPoll) implements MessagingConfig {

        @Override
        public String source() {
            return "relay-test";
        }

        @Override
        public Duration relayAckWithin() {
            return Duration.ofSeconds(2);
        }

        @Override
        public Duration relaySession() {
            return SESSION;
        }

        @Override
        public int relayRows() {
            return 50;
        }

        @Override
        public int relayBytes() {
            return 1_000_000;
        }

        @Override
        public int maxPayload() {
            return 900_000;
        }

        @Override
        public boolean relayEnabled() {
            return true;
        }
    }
}
