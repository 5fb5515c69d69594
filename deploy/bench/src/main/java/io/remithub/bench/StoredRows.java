package io.remithub.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table as the hub stored them, to be stored anew under other ids.
 *
 * @param types by column, as the database calls them
 * @param rows each value as text; an id or a reference is {@link #NUMBER}
 */
record StoredRows(String table, List<String> columns, List<String> types, List<List<@Nullable String>> rows) {

    static final String NUMBER = ":number";

    /** @param ids the values that are another's in each copy */
    static StoredRows of(Connection connection, String table, String where, Map<String, String> ids)
            throws SQLException {
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
                    String value = found.getString(column);
                    row.add(value != null && ids.containsValue(value) ? NUMBER : value);
                }
                rows.add(row);
            }
            return new StoredRows(table, columns, types, rows);
        }
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
        return value.equals(NUMBER) ? number : "'" + value.replace("'", "''") + "'";
    }

    /** As many copies, made within the database. */
    void fill(Connection connection, long first, long copies) throws SQLException {
        try (var insert = connection.createStatement()) {
            for (var row : rows) {
                insert.execute("insert into %s (%s) select %s from generate_series(%d, %d) n"
                        .formatted(
                                table,
                                String.join(", ", columns),
                                row.stream()
                                        .map(value -> literal(value, "lpad(n::text, 32, '0')"))
                                        .collect(Collectors.joining(", ")),
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
                    bind(insert, row, "%032d".formatted(number));
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
                insert.setString(column + 1, NUMBER.equals(value) ? number : value);
            }
        }
    }
}
