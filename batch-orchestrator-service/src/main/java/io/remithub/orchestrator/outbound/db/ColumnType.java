package io.remithub.orchestrator.outbound.db;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.remithub.database.DatabaseJson;
import io.remithub.database.Sql.Column;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a component of a record of rows is in the database. */
enum ColumnType {
    TEXT,
    INT,
    LONG,
    FLAG,
    NAME,
    DAY,
    MOMENT,
    /** An array; of many rows each is a text, since an array of arrays would be one. */
    TEXTS,
    JSON;

    private static final Map<Class<?>, ColumnType> BY_CLASS = Map.of(
            String.class,
            TEXT,
            int.class,
            INT,
            Integer.class,
            INT,
            long.class,
            LONG,
            Long.class,
            LONG,
            boolean.class,
            FLAG,
            LocalDate.class,
            DAY,
            Instant.class,
            MOMENT);

    static ColumnType of(Type type) {
        return switch (type) {
            case Class<?> constants when constants.isEnum() -> NAME;
            case Class<?> one -> requireNonNull(BY_CLASS.get(one), type::getTypeName);
            case ParameterizedType list
            when list.getRawType() == List.class && list.getActualTypeArguments()[0] == String.class -> TEXTS;
            default -> JSON;
        };
    }

    /** How an element of a column of many rows is the column's value. */
    String cast() {
        return this == TEXTS ? "::text[]" : "";
    }

    <R> Column of(List<R> rows, Function<R, @Nullable Object> value) {
        return switch (this) {
            case TEXT -> Column.text(rows, row -> (String) value.apply(row));
            case INT -> Column.ints(rows, row -> (Integer) value.apply(row));
            case LONG -> Column.longs(rows, row -> (Long) value.apply(row));
            case FLAG -> Column.flags(rows, row -> (Boolean) requireNonNull(value.apply(row)));
            case NAME ->
                Column.text(rows, row -> value.apply(row) instanceof Enum<?> constant ? constant.name() : null);
            case DAY -> Column.times("date", rows, value);
            case MOMENT -> Column.times("timestamptz", rows, value);
            case TEXTS -> Column.text(rows, row -> array((List<?>) requireNonNull(value.apply(row))));
            case JSON ->
                new Column(
                        "jsonb", rows.stream().map(value).map(ColumnType::json).toArray(String[]::new));
        };
    }

    private static String json(@Nullable Object value) {
        return DatabaseJson.write(requireNonNull(value));
    }

    private static String array(List<?> texts) {
        return texts.stream().map(ColumnType::quoted).collect(joining(",", "{", "}"));
    }

    private static String quoted(Object text) {
        return '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Nullable
    Object read(ResultSet row, int at, Type type) throws SQLException {
        return switch (this) {
            case TEXT -> row.getString(at);
            case INT -> row.getObject(at, Integer.class);
            case LONG -> row.getObject(at, Long.class);
            case FLAG -> row.getObject(at, Boolean.class);
            case NAME -> row.getString(at) instanceof String name ? constant(type, name) : null;
            case DAY -> row.getObject(at, LocalDate.class);
            case MOMENT ->
                row.getObject(at, OffsetDateTime.class) instanceof OffsetDateTime time ? time.toInstant() : null;
            case TEXTS -> List.of((String[]) row.getArray(at).getArray());
            case JSON -> DatabaseJson.read(row.getString(at), type);
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object constant(Type type, String name) {
        return Enum.valueOf((Class) type, name);
    }
}
