package io.remithub.messaging;

import static io.remithub.messaging.Fixtures.aRecord;
import static io.remithub.messaging.Fixtures.count;
import static io.remithub.messaging.Fixtures.polled;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.database.Sql;
import io.remithub.embedded.HubTestResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A later release has migrated the database: an upgrade is under way, or was rolled back. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class LaterReleaseTest {

    @Inject
    Flyway flyway;

    @Inject
    Inbox inbox;

    @Inject
    DataSource database;

    @AfterEach
    void forget() throws SQLException {
        execute("delete from flyway_schema_history where description = 'later'");
        execute("drop table if exists migrated");
    }

    /** The newest of the service's own, one of the messaging's, and one between two that are known. */
    @ParameterizedTest
    @ValueSource(strings = {"99", "0.9", "1.1"})
    void what_a_later_release_has_migrated_lets_this_one_start(String version) throws SQLException {
        execute("""
                insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,
                                                   installed_by, execution_time, success)
                select max(installed_rank) + 1, '%s', 'later', 'SQL', 'later.sql', 17, current_user, 1, true
                  from flyway_schema_history""".formatted(version));

        assertThat(flyway.migrate().migrationsExecuted).isZero();
    }

    @Test
    void what_was_prepared_before_a_migration_is_tried_again_on_whatever_connection_and_sets_nothing_aside()
            throws SQLException {
        String batch = Ids.next();
        execute("create table migrated (one int)");
        try (Connection one = prepared();
                Connection another = prepared()) {
            execute("alter table migrated add another int");
            var connections = List.of(one, another, one).iterator();

            Fixtures.apply(inbox, polled(aRecord(batch, 1)), _ -> read(connections.next()));

            assertThat(connections).isExhausted();
        }
        assertThat(count(database, "parked_event", batch)).isZero();
    }

    private static Connection prepared() throws SQLException {
        var source = new PGSimpleDataSource();
        source.setUrl(HubTestResource.jdbcUrl());
        source.setUser(HubTestResource.username());
        source.setPassword(HubTestResource.password());
        source.setPrepareThreshold(1);
        var connection = source.getConnection();
        connection.setAutoCommit(false);
        read(connection);
        return connection;
    }

    private static void read(Connection connection) {
        try (var select = connection.prepareStatement("select * from migrated")) {
            select.execute();
            connection.commit();
        } catch (SQLException failed) {
            rollBack(connection);
            throw Sql.failure(failed);
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException failed) {
            throw Sql.failure(failed);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
