package io.remithub.database;

import io.agroal.api.AgroalDataSource;
import io.remithub.messaging.Patience;
import io.remithub.messaging.TransientFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Statements over sets of rows, in the running transaction. */
@ApplicationScoped
public class Sql {

    /** One row; of a walk, all of them. */
    @FunctionalInterface
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** A column of many rows: an argument that the statement unnests. */
    public record Column(String type, Object[] values) {
        public static Column text(Collection<String> column) {
            return text(column, Function.identity());
        }

        public static Column longs(Collection<Long> column) {
            return longs(column, Function.identity());
        }

        public static <T> Column text(Collection<T> rows, Function<T, @Nullable String> column) {
            return of("text", rows, column, String[]::new);
        }

        public static <T> Column names(Collection<T> rows, Function<T, Enum<?>> column) {
            return text(rows, row -> column.apply(row).name());
        }

        public static <T> Column shorts(Collection<T> rows, Function<T, Short> column) {
            return of("int2", rows, column, Short[]::new);
        }

        public static <T> Column ints(Collection<T> rows, Function<T, @Nullable Integer> column) {
            return of("int4", rows, column, Integer[]::new);
        }

        public static <T> Column longs(Collection<T> rows, Function<T, @Nullable Long> column) {
            return of("int8", rows, column, Long[]::new);
        }

        public static <T> Column doubles(Collection<T> rows, Function<T, @Nullable Double> column) {
            return of("float8", rows, column, Double[]::new);
        }

        public static <T> Column flags(Collection<T> rows, Function<T, Boolean> column) {
            return of("bool", rows, column, Boolean[]::new);
        }

        /** Moments and days, as the database reads them wherever it stands. */
        public static <T> Column times(String type, Collection<T> rows, Function<T, @Nullable Object> column) {
            return of(
                    type,
                    rows,
                    row -> column.apply(row) instanceof Object time ? time.toString() : null,
                    String[]::new);
        }

        public static <T> Column bytes(Collection<T> rows, Function<T, byte[]> column) {
            return of("bytea", rows, column, byte[][]::new);
        }

        public static <T> Column buffers(Collection<T> rows, Function<T, @Nullable ByteBuffer> column) {
            return of("bytea", rows, row -> bytesOf(column.apply(row)), byte[][]::new);
        }

        /** The driver sends an array as it is, not spelt out, where its Java type says what it holds. */
        private static <T, V extends @Nullable Object> Column of(
                String type, Collection<T> rows, Function<T, V> column, IntFunction<V[]> array) {
            return new Column(type, rows.stream().map(column).toArray(array));
        }
    }

    private final AgroalDataSource database;

    public Sql(AgroalDataSource database) {
        this.database = database;
    }

    public <T> List<T> query(String sql, Row<T> row, @Nullable Object... arguments) {
        try (var connection = database.getConnection();
                var statement = prepare(connection, sql, arguments);
                var rows = statement.executeQuery()) {
            var found = new ArrayList<T>();
            while (rows.next()) {
                found.add(row.of(rows));
            }
            return found;
        } catch (SQLException unwell) {
            throw failure(unwell);
        }
    }

    /**
     * Reads what is too much to hold: as many rows at once as are said, within a transaction.
     *
     * @param rows what is made of them, from before the first
     */
    public <T> T walk(String sql, int atOnce, Row<T> rows, @Nullable Object... arguments) {
        try (var connection = database.getConnection();
                var statement = prepare(connection, sql, arguments)) {
            statement.setFetchSize(atOnce);
            try (var found = statement.executeQuery()) {
                return rows.of(found);
            }
        } catch (SQLException unwell) {
            throw failure(unwell);
        }
    }

    public int update(String sql, @Nullable Object... arguments) {
        try (var connection = database.getConnection()) {
            return update(connection, sql, arguments);
        } catch (SQLException unwell) {
            throw failure(unwell);
        }
    }

    /** On a connection of the caller's own. */
    public static int update(Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
        try (var statement = prepare(connection, sql, arguments)) {
            return statement.executeUpdate();
        }
    }

    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class) instanceof OffsetDateTime time ? time.toInstant() : null;
    }

    /** A statement and its arguments, on a connection of the caller's own. */
    public static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... arguments)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case null -> statement.setNull(i + 1, Types.NULL);
                case Instant instant -> statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
                case Column(var type, var values) -> statement.setArray(i + 1, connection.createArrayOf(type, values));
                case Object other -> statement.setObject(i + 1, other);
            }
        }
        return statement;
    }

    private static byte @Nullable [] bytesOf(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** Says the state only, and does not keep what was refused: its message may quote values. */
    public static RuntimeException failure(SQLException unwell) {
        if (UnstorableText.isState(unwell.getSQLState())) {
            return new UnstorableText();
        }
        var told = "database: SQL state " + unwell.getSQLState();
        return Patience.mayHeal(unwell.getSQLState())
                ? new TransientFailure(told, unwell)
                : new IllegalStateException(told);
    }
}
