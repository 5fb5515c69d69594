package io.remithub.orchestrator.outbound.db;

import static java.util.stream.Collectors.joining;

import io.remithub.database.Sql;
import io.remithub.orchestrator.outbound.db.Rows.Field;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of a table, or some of its columns, as {@link Rows}: many are written in one statement. */
final class Table<R extends Record> {

    /** Tells rows apart. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    @interface Key {}

    /** Of a row that has none the one that is there stays. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    @interface Kept {}

    /** What became of rows: those that are as they were are none of these. */
    record Changes<R extends Record>(List<R> added, List<R> changed, List<R> gone) {}

    private final Sql sql;
    private final Rows<R> rows;
    private final List<Field> all;
    private final List<Field> keys;
    private final String select;
    private final String insert;
    private final String update;
    private final String delete;

    Table(Sql sql, String name, Class<R> type) {
        this.sql = sql;
        this.rows = new Rows<>(type);
        this.all = rows.fields();
        this.keys = all.stream().filter(Field::key).toList();
        this.select = "select %s from %s ".formatted(each(all, "%s"), name);
        this.insert = "insert into %s (%s) select %s from %s order by %s"
                .formatted(name, each(all, "%s"), values(), unnested(all), each(keys, "n.%s"));
        this.update = "update %s t set %s from %s where t.ctid = n.place".formatted(name, set(), placed(name, all));
        this.delete = "delete from %s t using %s where t.ctid = n.place".formatted(name, placed(name, keys));
    }

    private String values() {
        return all.stream().map(Table::value).collect(joining(", "));
    }

    private String set() {
        return all.stream()
                .filter(field -> !field.key())
                .map(field -> field.kept()
                        ? "%1$s = coalesce(%2$s, t.%1$s)".formatted(field.name(), value(field))
                        : field.name() + " = " + value(field))
                .collect(joining(", "));
    }

    private static String value(Field field) {
        return "n." + field.name() + field.type().cast();
    }

    /** Each row is looked up by its key, whatever the plan was made for: a join may read all of a table that was small then. */
    private String placed(String name, List<Field> fields) {
        var same = keys.stream()
                .map(key -> "k.%1$s = n.%1$s".formatted(key.name()))
                .collect(joining(" and "));
        return "(select n.*, (select k.ctid from %s k where %s) as place from %s) n"
                .formatted(name, same, unnested(fields));
    }

    private static String unnested(List<Field> fields) {
        return "unnest(%s) as n (%s)".formatted(each(fields, "?"), each(fields, "%s"));
    }

    private static String each(List<Field> fields, String pattern) {
        return fields.stream().map(field -> pattern.formatted(field.name())).collect(joining(", "));
    }

    /** @param which from {@code where} on */
    List<R> read(String which, @Nullable Object... arguments) {
        return sql.query(select + which, rows::read, arguments);
    }

    void insert(List<R> added) {
        write(insert, all, added);
    }

    /** Under a lock: nobody else moves them meanwhile. */
    void update(List<R> changed) {
        write(update, all, changed);
    }

    /** Likewise. */
    void delete(List<R> gone) {
        write(delete, keys, gone);
    }

    private void write(String statement, List<Field> fields, List<R> written) {
        if (written.isEmpty()) {
            return;
        }
        int count = sql.update(
                statement, fields.stream().map(field -> field.of(written)).toArray());
        if (count != written.size()) {
            throw new IllegalStateException("of %d rows %d were there".formatted(written.size(), count));
        }
    }

    Changes<R> changes(Stream<R> before, Stream<R> after) {
        var known = byKey(before);
        var now = byKey(after);
        var added = new ArrayList<R>();
        var changed = new ArrayList<R>();
        now.forEach((key, row) -> {
            var was = known.remove(key);
            if (was == null) {
                added.add(row);
            } else if (!was.equals(row)) {
                changed.add(row);
            }
        });
        return new Changes<>(added, changed, List.copyOf(known.values()));
    }

    private Map<List<@Nullable Object>, R> byKey(Stream<R> its) {
        var byKey = new LinkedHashMap<List<@Nullable Object>, R>();
        its.forEach(row -> byKey.put(keys.stream().map(key -> key.value(row)).toList(), row));
        return byKey;
    }
}
