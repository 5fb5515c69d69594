package io.remithub.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A PostgreSQL server on the loopback interface, its binaries taken from jars. */
public final class PostgresServer implements AutoCloseable {

    private static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    /** Written once the cluster has answered: without it, initdb was interrupted and the directory is of no use. */
    private static final String INITIALISED = "initialised";

    private static final String SUPERUSER_BY_TRUST_ALL_OTHERS_BY_PASSWORD = """
            local all postgres              trust
            host  all postgres 127.0.0.1/32 trust
            host  all postgres ::1/128      trust
            host  all all      127.0.0.1/32 scram-sha-256
            host  all all      ::1/128      scram-sha-256
            """;

    private static final Duration TO_ANSWER = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Path directory;
    private final EmbeddedPostgres server;
    private ProcessHandle postmaster;

    private PostgresServer(Path directory, EmbeddedPostgres server, ProcessHandle postmaster) {
        this.directory = directory;
        this.server = server;
        this.postmaster = postmaster;
    }

    /** For tests: gone when it is closed or the JVM ends, and therefore free to be fast instead of durable. */
    public static PostgresServer temporary() {
        try {
            var directory = Files.createTempDirectory("hub-postgres-");
            return start(
                    directory,
                    small(EmbeddedPostgres.builder())
                            .setCleanDataDirectory(true)
                            .setPort(FreePort.find())
                            .setServerConfig("full_page_writes", "off")
                            .setOutputRedirector(Redirect.DISCARD)
                            .setErrorRedirector(Redirect.DISCARD));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kept over restarts, and durable; what a killed owner left running is stopped first. */
    public static PostgresServer kept(Path directory, int port, File log) {
        return kept(directory, port, log, Map.of());
    }

    /** @param settings of the server, beside ours */
    public static PostgresServer kept(Path directory, int port, File log, Map<String, String> settings) {
        stopLeftover(directory);
        try {
            if (Files.exists(directory) && !Files.exists(directory.resolve(INITIALISED))) {
                Directories.delete(directory);
            }
            Files.createDirectories(directory);
            var builder = small(EmbeddedPostgres.builder())
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setOutputRedirector(Redirect.appendTo(log))
                    .setErrorRedirector(Redirect.appendTo(log));
            settings.forEach(builder::setServerConfig);
            var postgres = start(directory, builder);
            Files.writeString(directory.resolve(INITIALISED), "");
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops what a killed owner left running on the directory, if anything. */
    public static void stopLeftover(Path directory) {
        Postmaster.of(directory).ifPresent(Postmaster::stop);
    }

    private static EmbeddedPostgres.Builder small(EmbeddedPostgres.Builder builder) {
        return builder.setServerConfig("max_connections", "120")
                .setServerConfig("shared_buffers", "64MB")
                .setServerConfig("max_wal_size", "256MB")
                .setServerConfig("listen_addresses", "localhost")
                // No socket in the common /tmp, where another server's of the same port may lie.
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("log_min_messages", "warning")
                .setDataDirectoryCustomizer(PostgresServer::requirePasswords)
                .setPGStartupWait(Duration.ofSeconds(60));
    }

    private static void requirePasswords(File dataDirectory) {
        try {
            Files.writeString(dataDirectory.toPath().resolve("pg_hba.conf"), SUPERUSER_BY_TRUST_ALL_OTHERS_BY_PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PostgresServer start(Path directory, EmbeddedPostgres.Builder builder) throws IOException {
        var server = builder.setDataDirectory(directory).start();
        var postmaster = Postmaster.of(directory).orElseThrow(() -> new IOException("no postmaster in " + directory));
        return new PostgresServer(directory, server, postmaster.process());
    }

    /** A database of its own, owned by a user of its own; what exists is kept, and the password becomes this one. */
    public PostgresServer createDatabase(String name, String user, String password) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", user)) {
                statement.execute("CREATE ROLE " + identifier(user) + " LOGIN");
            }
            statement.execute("ALTER ROLE " + identifier(user) + " PASSWORD " + literal(statement, password));
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                statement.execute("CREATE DATABASE " + identifier(name) + " OWNER " + identifier(user));
            }
            statement.execute("REVOKE CONNECT ON DATABASE " + identifier(name) + " FROM PUBLIC");
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create database " + name, e);
        }
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:%d/%s".formatted(server.getPort(), database);
    }

    public int port() {
        return server.getPort();
    }

    /** Ends when the server does. */
    public ProcessHandle process() {
        return postmaster;
    }

    /** As when its machine fails: what is under way is given up, and recovered at the next start. */
    public void stopAtOnce() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-QUIT", Long.toString(postmaster.pid()))
                .start()
                .waitFor();
        postmaster.onExit().join();
    }

    /**
     * Returns when it answers. By its own command, since who started it first holds the directory for as long as this
     * JVM lives.
     *
     * @param command of the server that was stopped, see {@link #command()}
     */
    public void startAgain(List<String> command, File log) throws IOException, InterruptedException {
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log))
                .start();
        long deadline = System.nanoTime() + TO_ANSWER.toNanos();
        while (true) {
            try (var _ = server.getPostgresDatabase().getConnection()) {
                postmaster = Postmaster.of(directory)
                        .orElseThrow(() -> new IOException("no postmaster in " + directory))
                        .process();
                return;
            } catch (SQLException notYet) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("the server does not answer: see " + log, notYet);
                }
                Thread.sleep(LOOK);
            }
        }
    }

    /** What starts the server that runs now. It refuses to be root: a user of its own does not help, a name space does. */
    public List<String> command() {
        var info = postmaster.info();
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(info.command().orElseThrow());
        command.addAll(List.of(info.arguments().orElseThrow()));
        return command;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, name);
            return select.executeQuery().next();
        }
    }

    private static String identifier(String name) {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw new IllegalArgumentException("not a plain SQL name: " + name);
        }
        return name;
    }

    private static String literal(Statement statement, String value) throws SQLException {
        return statement.enquoteLiteral(value);
    }
}
