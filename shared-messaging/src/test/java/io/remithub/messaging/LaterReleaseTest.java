package io.remithub.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A later release has migrated the database: an upgrade is under way, or was rolled back. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class LaterReleaseTest {

    @Inject
    Flyway flyway;

    @Inject
    DataSource database;

    @AfterEach
    void forget() throws SQLException {
        execute("delete from flyway_schema_history where description = 'later'");
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

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
