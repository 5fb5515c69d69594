package io.remithub.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A text with the one character, NUL, that the database stores in none. */
public final class UnstorableText extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final String SQL_STATE = "22021";

    UnstorableText() {
        super("database: SQL state " + SQL_STATE);
    }

    /** Whether a failure comes of one, whoever has wrapped it. */
    public static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null && cause != cause.getCause(); cause = cause.getCause()) {
            if (cause instanceof UnstorableText || (cause instanceof SQLException sql && isState(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    static boolean isState(@Nullable String sqlState) {
        return SQL_STATE.equals(sqlState);
    }
}
