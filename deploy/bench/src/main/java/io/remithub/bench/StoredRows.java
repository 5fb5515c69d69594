package io.remithub.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table as the hub stored them, to be stored anew under other ids.
 *
 * @param types by column, as the database calls them
 * @param rows each value as text; where an id or a reference stood stands {@link #NUMBER} and which of them it was
 */
record StoredRows(String table, List<String> columns, List<String> types, List<List<@Nullable String>> rows) {

    static final String NUMBER = ":number";
    /** With what follows it, about as long as an id; less than any that time gave. */
    private static final int DIGITS = 31;

    /** @param ids values, each of which is another in each copy, wherever it stands */
    static StoredRows of(Connection connection, String table, String where, List<String> ids) throws SQLException {
        try (var select = connection.createStatement();
                var found = select.executeQuery("select * from " + table + " where " + where)) {
            var meta = found.getMetaData();
            var columns = new ArrayList<String>();
            var types = new ArrayList<String>();
            for (int column = 1; column <= meta.getColumnCount(); column++) {
                if (!meta.isAutoIncrement(column)) {
                    columns.add(meta.getColumnName(column));
                    types.add(meta.getColumnTypeName(column));
                }
            }
            var rows = new ArrayList<List<@Nullable String>>();
            while (found.next()) {
                var row = new ArrayList<@Nullable String>();
                for (String column : columns) {
                    row.add(numbered(found.getString(column), ids));
                }
                rows.add(row);
            }
            return new StoredRows(table, columns, types, rows);
        }
    }

    private static @Nullable String numbered(@Nullable String value, List<String> ids) {
        if (value == null) {
            return null;
        }
        var numbered = value;
        for (int id = 0; id < ids.size(); id++) {
            numbered = numbered.replace(ids.get(id), NUMBER + id);
        }
        return numbered;
    }

    /** The same for another table of the same columns. */
    StoredRows as(String other) {
        return new StoredRows(other, columns, types, rows);
    }

    /** @param number an expression of the number that is each copy's own */
    String insert(String number) {
        return "insert into %s (%s) values %s"
                .formatted(
                        table,
                        String.join(", ", columns),
                        rows.stream().map(row -> tuple(row, number)).collect(Collectors.joining(", ")));
    }

    private static String tuple(List<@Nullable String> row, String number) {
        return row.stream().map(value -> literal(value, number)).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String literal(@Nullable String value, String number) {
        if (value == null) {
            return "null";
        }
        var quoted = "'" + value.replace("'", "''") + "'";
        return quoted.contains(NUMBER)
                ? quoted.replace(NUMBER, "' || lpad((%s)::text, %d, '0') || '".formatted(number, DIGITS))
                : quoted;
    }

    /** As many copies, made within the database. */
    void fill(Connection connection, long first, long copies) throws SQLException {
        try (var insert = connection.createStatement()) {
            for (var row : rows) {
                insert.execute("insert into %s (%s) select %s from generate_series(%d, %d) n"
                        .formatted(
                                table,
                                String.join(", ", columns),
                                row.stream().map(value -> literal(value, "n")).collect(Collectors.joining(", ")),
                                first,
                                first + copies - 1));
            }
        }
    }

    /** As many copies, in rows of many values. */
    void copy(Connection connection, long first, int copies) throws SQLException {
        var places = types.stream().map(type -> "?::" + type).collect(Collectors.joining(", ", "(", ")"));
        var sql = "insert into %s (%s) values %s".formatted(table, String.join(", ", columns), places);
        try (var insert = connection.prepareStatement(sql)) {
            for (long number = first; number < first + copies; number++) {
                for (var row : rows) {
                    bind(insert, row, ("%0" + DIGITS + "d").formatted(number));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private void bind(PreparedStatement insert, List<@Nullable String> row, String number) throws SQLException {
        for (int column = 0; column < columns.size(); column++) {
            String value = row.get(column);
            if (value != null && types.get(column).equals("bytea")) {
                insert.setBytes(column + 1, HexFormat.of().parseHex(value.substring(2)));
            } else {
                insert.setString(column + 1, value == null ? null : value.replace(NUMBER, number));
            }
        }
    }
}
