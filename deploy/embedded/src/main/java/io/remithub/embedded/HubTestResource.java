package io.remithub.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A fresh database, a broker with every topic of the catalogue and a token issuer, for {@code @QuarkusTest}: containers where a Docker
 * engine answers, embedded servers where none does. Started once in a test JVM, whatever the number of profiles.
 */
public final class HubTestResource implements QuarkusTestResourceLifecycleManager {

    /** What operators prove themselves with in tests. */
    public static final String ADMIN_KEY = "admin-key-of-the-tests";

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    /** System properties, since Quarkus loads this class anew for each profile, and again for the tests. */
    private static final String KEY = "io.remithub.embedded.";

    @Override
    public Map<String, String> start() {
        var servers = servers();
        return Map.of(
                "quarkus.datasource.jdbc.url", servers.jdbcUrl(),
                "quarkus.datasource.username", servers.username(),
                "quarkus.datasource.password", servers.password(),
                "kafka.bootstrap.servers", servers.bootstrapServers(),
                "admin.key", ADMIN_KEY,
                "quarkus.oidc.auth-server-url", servers.issuer(),
                "quarkus.log.category.\"org.apache.kafka\".level", "ERROR");
    }

    @Override
    public void stop() {
        // The servers end with the JVM: the next profile finds them running.
    }

    public static String bootstrapServers() {
        return servers().bootstrapServers();
    }

    public static String jdbcUrl() {
        return servers().jdbcUrl();
    }

    public static String username() {
        return servers().username();
    }

    public static String password() {
        return servers().password();
    }

    /** One of {@link TokenIssuer#PEOPLE}, ready for the header {@code Authorization}. */
    public static String bearer(String person) {
        return "Bearer "
                + TOKENS.computeIfAbsent(
                        person, it -> TokenIssuer.token(servers().issuer(), it));
    }

    private static synchronized TestServers servers() {
        var properties = System.getProperties();
        return running(properties).orElseGet(() -> remember(TestServers.start(), properties));
    }

    private static Optional<TestServers> running(Properties properties) {
        return Optional.ofNullable(properties.getProperty(KEY + "jdbc-url"))
                .map(jdbcUrl -> new TestServers(
                        jdbcUrl,
                        properties.getProperty(KEY + "username"),
                        properties.getProperty(KEY + "password"),
                        properties.getProperty(KEY + "bootstrap-servers"),
                        properties.getProperty(KEY + "issuer")));
    }

    private static TestServers remember(TestServers servers, Properties properties) {
        properties.setProperty(KEY + "username", servers.username());
        properties.setProperty(KEY + "password", servers.password());
        properties.setProperty(KEY + "bootstrap-servers", servers.bootstrapServers());
        properties.setProperty(KEY + "issuer", servers.issuer());
        properties.setProperty(KEY + "jdbc-url", servers.jdbcUrl());
        return servers;
    }
}
