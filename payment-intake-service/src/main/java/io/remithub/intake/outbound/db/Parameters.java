package io.remithub.intake.outbound.db;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A statement's parameters, one after the other. */
final class Parameters {

    private final PreparedStatement statement;
    private int place;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    void next(@Nullable Object value) throws SQLException {
        statement.setObject(++place, value);
    }
}
