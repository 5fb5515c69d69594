package io.remithub.orchestrator.outbound.db;

import io.remithub.database.Sql.Column;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A record whose components are columns: {@code paymentId} is {@code payment_id}, and what is a record is its own columns. */
final class Rows<R extends Record> {

    private sealed interface Part {}

    /** @param path from the row to the value */
    record Field(String name, ColumnType type, Type java, boolean key, boolean kept, List<Method> path)
            implements Part {

        <R extends Record> Column of(List<R> rows) {
            return type.of(rows, this::value);
        }

        @Nullable
        Object value(Object row) {
            try {
                Object value = row;
                for (var step : path) {
                    value = step.invoke(value);
                }
                return value;
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException("records of rows are this package's", impossible);
            }
        }
    }

    private record Group(Constructor<?> constructor, List<Part> parts) implements Part {

        Stream<Field> fields() {
            return parts.stream().flatMap(part -> switch (part) {
                case Field field -> Stream.of(field);
                case Group group -> group.fields();
            });
        }
    }

    private final Class<R> type;
    private final Group whole;
    private final List<Field> fields;

    Rows(Class<R> type) {
        this.type = type;
        this.whole = group(type, List.of());
        this.fields = whole.fields().toList();
    }

    /** In the order in which they are read. */
    List<Field> fields() {
        return fields;
    }

    private static Group group(Class<?> type, List<Method> path) {
        var components = type.getRecordComponents();
        var types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return new Group(
                    type.getDeclaredConstructor(types),
                    Arrays.stream(components).map(it -> part(it, path)).toList());
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("every record has one", impossible);
        }
    }

    private static Part part(RecordComponent component, List<Method> path) {
        var type = component.getType();
        var on =
                Stream.concat(path.stream(), Stream.of(component.getAccessor())).toList();
        return type.isRecord()
                ? group(type, on)
                : new Field(
                        component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT),
                        ColumnType.of(component.getGenericType()),
                        component.getGenericType(),
                        component.isAnnotationPresent(Table.Key.class),
                        component.isAnnotationPresent(Table.Kept.class),
                        on);
    }

    R read(ResultSet row) throws SQLException {
        return type.cast(new Reading(row).made(whole));
    }

    private static final class Reading {

        private final ResultSet row;
        private int at;

        Reading(ResultSet row) {
            this.row = row;
        }

        Object made(Group group) throws SQLException {
            var values = new ArrayList<@Nullable Object>();
            for (var part : group.parts()) {
                values.add(
                        switch (part) {
                            case Field field -> field.type().read(row, ++at, field.java());
                            case Group inner -> made(inner);
                        });
            }
            try {
                return group.constructor().newInstance(values.toArray());
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException("columns hold what was written", impossible);
            }
        }
    }
}
