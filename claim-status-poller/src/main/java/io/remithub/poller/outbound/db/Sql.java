package io.remithub.poller.outbound.db;

import io.agroal.api.AgroalDataSource;
import io.remithub.messaging.Cause;
import io.remithub.messaging.TransientFailure;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Statements within the caller's transaction. A list of strings, numbers or bytes is an array in the database. */
final class Sql {

    /** One row. */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private final AgroalDataSource database;

    Sql(AgroalDataSource database) {
        this.database = database;
    }

    <T> List<T> query(String sql, Row<T> row, @Nullable Object... arguments) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, arguments);
                ResultSet rows = statement.executeQuery()) {
            var found = new ArrayList<T>();
            while (rows.next()) {
                found.add(row.of(rows));
            }
            return found;
        } catch (SQLException unwell) {
            throw failure(unwell);
        }
    }

    int update(String sql, @Nullable Object... arguments) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, arguments)) {
            return statement.executeUpdate();
        } catch (SQLException unwell) {
            throw failure(unwell);
        }
    }

    static Cause cause(ResultSet row) throws SQLException {
        return new Cause(row.getString("cause_id"), row.getString("traceparent"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** As {@code make_interval} takes it. */
    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... arguments)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case null -> statement.setNull(i + 1, Types.NULL);
                case Instant instant -> statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
                case ByteBuffer bytes -> statement.setBytes(i + 1, bytesOf(bytes));
                case List<?> list -> statement.setArray(i + 1, arrayOf(connection, list));
                case Object other -> statement.setObject(i + 1, other);
            }
        }
        return statement;
    }

    /** One value of each row. */
    static <T> List<@Nullable Object> column(List<T> rows, Function<T, ? extends @Nullable Object> value) {
        var column = new ArrayList<@Nullable Object>(rows.size());
        rows.forEach(row -> column.add(value.apply(row)));
        return column;
    }

    private static java.sql.Array arrayOf(Connection connection, List<?> list) throws SQLException {
        return switch (list.stream()
                .filter(Objects::nonNull)
                .<Object>map(one -> one)
                .findFirst()
                .orElse("")) {
            case ByteBuffer _ ->
                connection.createArrayOf(
                        "bytea",
                        list.stream()
                                .map(one -> bytesOf((@Nullable ByteBuffer) one))
                                .toArray(byte[][]::new));
            case Integer _ -> connection.createArrayOf("int4", list.toArray());
            case Long _ -> connection.createArrayOf("int8", list.toArray());
            case Double _ -> connection.createArrayOf("float8", list.toArray());
            default -> connection.createArrayOf("text", list.toArray());
        };
    }

    private static byte @Nullable [] bytesOf(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** Constraint violations are ours to mend; everything else of a database may heal. Texts may show values. */
    private static RuntimeException failure(SQLException unwell) {
        String state = unwell.getSQLState() == null ? "unknown" : unwell.getSQLState();
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("42")
                ? new IllegalStateException("database refuses: SQL state " + state)
                : new TransientFailure("database: SQL state " + state, unwell);
    }
}
