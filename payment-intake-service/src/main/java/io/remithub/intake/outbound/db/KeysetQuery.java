package io.remithub.intake.outbound.db;

import io.remithub.intake.application.Slice;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of rows in the order of their ids. An index that begins with one value hands out its rows in that order, without
 * a sort; several values are as many such branches, each a page at most, and nothing but these pages is put in order.
 */
final class KeysetQuery {

    /** Beyond these, values are so many that they hardly select: the rows are gone through in the tenant's order. */
    private static final int MOST_BRANCHES = 32;

    private final String table;
    private final String key;
    private final List<Condition> conditions = new ArrayList<>();
    private final List<Choice> choices = new ArrayList<>();
    private boolean unique;

    KeysetQuery(String table, String key) {
        this.table = table;
        this.key = key;
    }

    private record Condition(String sql, List<?> values) {}

    private record Choice(String expression, List<?> values) {
        Condition is(Object value) {
            return new Condition(expression + " = ?", List.of(value));
        }

        Condition isAny() {
            String marks = values.stream().map(_ -> "?").collect(Collectors.joining(", "));
            return new Condition(expression + " in (" + marks + ")", values);
        }
    }

    /** Left out where there is no value. */
    KeysetQuery where(String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(new Condition(condition, List.of(value)));
        }
        return this;
    }

    KeysetQuery where(String condition, Object first, Object second) {
        conditions.add(new Condition(condition, List.of(first, second)));
        return this;
    }

    /** A name that one row bears: there is nothing to put in order. */
    KeysetQuery named(String column, @Nullable Object value) {
        unique |= value != null;
        return where(column + " = ?", value);
    }

    /** Any of these values; all, where there are none. */
    KeysetQuery oneOf(String expression, Collection<?> values) {
        if (!values.isEmpty()) {
            choices.add(new Choice(expression, List.copyOf(values)));
        }
        return this;
    }

    /** @param columns of the table, as {@code t} */
    PreparedStatement prepare(Connection connection, String columns, Slice slice) throws SQLException {
        where("t." + key + (slice.newestFirst() ? " < ?" : " > ?"), slice.after());
        String order = (unique ? "" : " order by " + key + (slice.newestFirst() ? " desc" : "")) + " limit ?";
        List<List<Condition>> branches = branches();
        String rows = branches.size() == 1
                ? "%s t where %s".formatted(table, sql(branches.getFirst()))
                : branches.stream()
                        .map(branch -> "(select * from %s t where %s%s)".formatted(table, sql(branch), order))
                        .collect(Collectors.joining(" union all ", "(", ") t"));
        var statement = connection.prepareStatement("select " + columns + " from " + rows + order);
        var values = new Parameters(statement);
        int oneMore = slice.limit() + 1;
        for (var branch : branches) {
            for (var condition : branch) {
                for (var value : condition.values()) {
                    values.next(value);
                }
            }
            if (branches.size() > 1) {
                values.next(oneMore);
            }
        }
        values.next(oneMore);
        return statement;
    }

    private static String sql(List<Condition> conditions) {
        return conditions.stream().map(Condition::sql).collect(Collectors.joining(" and "));
    }

    private List<List<Condition>> branches() {
        var filters = new ArrayList<>(conditions);
        var splits = new ArrayList<>(choices);
        splits.sort(Comparator.comparingInt(choice -> choice.values().size()));
        while (splits.stream().mapToLong(choice -> choice.values().size()).reduce(1, (a, b) -> a * b) > MOST_BRANCHES) {
            filters.add(splits.removeLast().isAny());
        }
        var branches = List.<List<Condition>>of(filters);
        for (var choice : splits) {
            branches = branches.stream()
                    .flatMap(branch -> choice.values().stream().map(value -> plus(branch, choice.is(value))))
                    .toList();
        }
        return branches;
    }

    private static List<Condition> plus(List<Condition> conditions, Condition other) {
        return Stream.concat(conditions.stream(), Stream.of(other)).toList();
    }
}
