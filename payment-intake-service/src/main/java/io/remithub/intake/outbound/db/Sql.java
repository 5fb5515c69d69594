package io.remithub.intake.outbound.db;

import io.remithub.messaging.TransientFailure;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failed statement means. */
final class Sql {

    /** SQL state classes of a world that is unwell: connection, rollback, resources, operator. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

    private Sql() {}

    /** Says the state only: messages may quote values. */
    static RuntimeException failure(String statement, SQLException cause) {
        @Nullable String state = cause.getSQLState();
        String text = statement + ": SQL state " + state;
        boolean passes = state == null || PASSING.contains(state.substring(0, 2));
        return passes ? new TransientFailure(text, cause) : new IllegalStateException(text, cause);
    }
}
