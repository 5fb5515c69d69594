package io.remithub.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    @TempDir
    Path directory;

    private Path data;
    private File log;
    private int port;

    @BeforeEach
    void aPlaceOfItsOwn() throws IOException {
        data = directory.resolve("data");
        log = directory.resolve("postgres.log").toFile();
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    @Test
    void a_commit_is_on_the_disk_so_that_what_was_written_is_there_after_a_restart() throws SQLException {
        try (var postgres = PostgresServer.kept(data, port, log).createDatabase("intake", "intake", "s3cret")) {
            for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                assertThat(select(postgres, "s3cret", "SHOW " + setting))
                        .describedAs(setting)
                        .isEqualTo("on");
            }
            execute(postgres, "s3cret", "CREATE TABLE note AS SELECT 'kept' AS text");
        }

        try (var postgres = PostgresServer.kept(data, port, log).createDatabase("intake", "intake", "s3cret")) {
            assertThat(select(postgres, "s3cret", "SELECT text FROM note")).isEqualTo("kept");
        }
    }

    @Test
    void a_postmaster_whose_owner_was_killed_is_stopped_before_the_next_one_starts() throws Exception {
        var owner = anOwner();
        var orphan = ownedBy(owner);
        owner.destroyForcibly().waitFor();
        assertThat(orphan.isAlive()).isTrue();

        try (var postgres = PostgresServer.kept(data, port, log)) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(postgres.process().pid()).isNotEqualTo(orphan.pid());
        }
    }

    @Test
    void an_interrupted_initialisation_is_begun_again() throws Exception {
        Files.createDirectories(data);
        Files.writeString(data.resolve("postgresql.conf"), "# as far as it came");

        try (var postgres = PostgresServer.kept(data, port, log)) {
            assertThat(postgres.process().isAlive()).isTrue();
        }
    }

    @Test
    void a_database_opens_to_its_own_user_and_password_only_and_a_temporary_server_leaves_nothing_running() {
        var postgres = PostgresServer.temporary();
        try (postgres) {
            postgres.createDatabase("intake", "intake", "one").createDatabase("poller", "poller", "two");

            assertThatThrownBy(() -> execute(postgres, "two", "SELECT 1")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl("poller"), "intake", "one"))
                    .isInstanceOf(SQLException.class);
        }

        assertThat(postgres.process().onExit())
                .succeedsWithin(Duration.ofSeconds(10))
                .matches(process -> !process.isAlive());
    }

    private Process anOwner() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PostgresOwner.class.getName(),
                        data.toString(),
                        Integer.toString(port),
                        log.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static ProcessHandle ownedBy(Process owner) throws IOException {
        return ProcessHandle.of(Long.parseLong(owner.inputReader().readLine())).orElseThrow();
    }

    private static void execute(PostgresServer postgres, String password, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl("intake"), "intake", password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String select(PostgresServer postgres, String password, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl("intake"), "intake", password);
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
