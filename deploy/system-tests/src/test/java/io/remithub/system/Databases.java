package io.remithub.system;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The services' databases, seen by whoever may see everything. */
public final class Databases {

    static final List<String> NAMES = List.of("intake", "orchestrator", "poller", "posting");

    private static final String TABLES = """
            select format('%I.%I', table_schema, table_name) from information_schema.tables
             where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')""";

    private Databases() {}

    /** A place for each table: its rows as text. */
    static List<Place> tables(String database) throws SQLException {
        try (var connection = open(database)) {
            return tables(database, connection);
        }
    }

    public static List<Place> tables(String database, Connection connection) throws SQLException {
        var tables = new ArrayList<Place>();
        for (var table : strings(connection, TABLES)) {
            var rows = String.join("\n", strings(connection, "select t::text from " + table + " t"));
            tables.add(new Place(database + ": " + table, rows.getBytes(StandardCharsets.UTF_8)));
        }
        return tables;
    }

    /** What is in memory goes to the files. */
    static void flush() throws SQLException {
        execute("checkpoint");
    }

    /** As when the network or the server fails. */
    static void breakConnectionsOf(String user) throws SQLException {
        execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + user + "'");
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = open("postgres");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> strings(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var strings = new ArrayList<String>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        }
    }

    private static Connection open(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://localhost:15432/" + database, "postgres", "");
    }
}
