package io.remithub.intake.outbound.db;

import io.remithub.messaging.TransientFailure;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What a failed statement means. */
final class Sql {

    /** SQL state classes of a world that is unwell: connection, rollback, resources, operator. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

    private Sql() {}

    /** Within the caller's transaction: how many rows it touched. Arrays are passed as they are. */
    static int update(DataSource database, String what, String sql, @Nullable Object... values) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            var parameters = new Parameters(statement);
            for (Object value : values) {
                parameters.next(value);
            }
            return statement.executeUpdate();
        } catch (SQLException failed) {
            throw failure(what, failed);
        }
    }

    /** Says the state only: messages may quote values. */
    static RuntimeException failure(String statement, SQLException cause) {
        @Nullable String state = cause.getSQLState();
        String text = statement + ": SQL state " + state;
        boolean passes = state == null || PASSING.contains(state.substring(0, 2));
        return passes ? new TransientFailure(text, cause) : new IllegalStateException(text, cause);
    }
}
