package io.remithub.orchestrator.outbound.db;

import io.agroal.api.AgroalDataSource;
import io.remithub.messaging.TransientFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Statements over sets of rows, in the running transaction. */
@ApplicationScoped
class Sql {

    @FunctionalInterface
    interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private final AgroalDataSource database;

    Sql(AgroalDataSource database) {
        this.database = database;
    }

    <T> T prepare(String statement, Work<T> work) {
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            return work.with(prepared);
        } catch (SQLException unwell) {
            throw failure(unwell);
        }
    }

    static <T> List<T> rows(PreparedStatement query, Row<T> row) throws SQLException {
        try (var rows = query.executeQuery()) {
            var all = new ArrayList<T>();
            while (rows.next()) {
                all.add(row.of(rows));
            }
            return all;
        }
    }

    static <T> void array(PreparedStatement statement, int place, String type, Collection<T> of, Function<T, ?> column)
            throws SQLException {
        set(statement, place, type, of.stream().map(column).toArray());
    }

    /** The driver tells an array of byte strings from one of numbers by its Java type alone. */
    static <T> void bytes(PreparedStatement statement, int place, Collection<T> of, Function<T, byte[]> column)
            throws SQLException {
        set(statement, place, "bytea", of.stream().map(column).toArray(byte[][]::new));
    }

    private static void set(PreparedStatement statement, int place, String type, Object[] values) throws SQLException {
        statement.setArray(place, statement.getConnection().createArrayOf(type, values));
    }

    /** Connections, deadlocks and serialisation heal; what is wrong with the statement or the row does not. */
    private static RuntimeException failure(SQLException unwell) {
        var state = unwell.getSQLState();
        var heals = state == null || !(state.startsWith("22") || state.startsWith("23") || state.startsWith("42"));
        return heals
                ? new TransientFailure("database: " + state, unwell)
                : new IllegalStateException("database: " + state, unwell);
    }
}
