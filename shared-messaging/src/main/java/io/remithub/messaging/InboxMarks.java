package io.remithub.messaging;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.schemas.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** How far each subject of a topic has been applied; locked from reading to commit. */
final class InboxMarks {

    // One by one in sorted order, each by its key: to sort what is found may mean to read all that there is.
    private static final String LOCK = """
            select m.subject, m.last from unnest(?) as s (subject)
             cross join lateral (select subject, last from inbox_mark
                                  where topic = ? and subject = s.subject for update) m""";

    // Concurrent owners of a new subject meet here, in sorted order: whoever comes second finds it opened.
    private static final String OPEN = """
            insert into inbox_mark (topic, subject, last)
            select ?, subject, last from unnest(?::text[], ?::bigint[]) as s (subject, last) order by subject
                on conflict do nothing""";

    // Looked up rather than joined: a topic's few may have become many since it was planned.
    private static final String MOVE = """
            update inbox_mark m set last = (s.last ->> m.subject)::bigint
              from (select jsonb_object_agg(subject, last) as last from unnest(?, ?) as n (subject, last)) s
             where m.topic = ? and m.subject = any (?)""";

    private final Connection connection;
    private final Topic topic;
    private final Map<String, Long> before;
    private final Map<String, Long> now;

    private InboxMarks(Connection connection, Topic topic, Map<String, Long> before, Map<String, Long> now) {
        this.connection = connection;
        this.topic = topic;
        this.before = before;
        this.now = now;
    }

    /** Those that are new are locked once they are saved. */
    static InboxMarks lock(Connection connection, Topic topic, Collection<String> subjects) throws SQLException {
        var before = new HashMap<String, Long>();
        try (PreparedStatement lock =
                        Sql.prepare(connection, LOCK, Column.text(new TreeSet<>(subjects)), topic.topicName());
                ResultSet rows = lock.executeQuery()) {
            while (rows.next()) {
                before.put(rows.getString(1), rows.getLong(2));
            }
        }
        var now = new HashMap<>(before);
        subjects.forEach(subject -> now.putIfAbsent(subject, 0L));
        return new InboxMarks(connection, topic, before, now);
    }

    long of(String subject) {
        return now.getOrDefault(subject, 0L);
    }

    void move(String subject, long sequence) {
        now.put(subject, sequence);
    }

    /** How far those have come that were not new: nothing of a new one can have come before. */
    Map<String, Long> known() {
        var known = new HashMap<>(now);
        known.keySet().retainAll(before.keySet());
        return known;
    }

    /**
     * Writes what has moved.
     *
     * @throws TransientFailure when a new subject was opened by another owner meanwhile: to be locked anew
     */
    Map<String, Long> save() throws SQLException {
        var opened = new TreeMap<String, Long>();
        var moved = new TreeMap<String, Long>();
        now.forEach((subject, last) -> {
            if (!before.containsKey(subject)) {
                opened.put(subject, last);
            } else if (!last.equals(before.get(subject))) {
                moved.put(subject, last);
            }
        });
        if (!opened.isEmpty() && open(opened) < opened.size()) {
            throw new TransientFailure("a new subject has another owner, too");
        }
        if (!moved.isEmpty()) {
            move(moved);
        }
        moved.putAll(opened);
        return moved;
    }

    private int open(Map<String, Long> marks) throws SQLException {
        return Sql.update(
                connection, OPEN, topic.topicName(), Column.text(marks.keySet()), Column.longs(marks.values()));
    }

    private void move(Map<String, Long> marks) throws SQLException {
        var subjects = Column.text(marks.keySet());
        Sql.update(connection, MOVE, subjects, Column.longs(marks.values()), topic.topicName(), subjects);
    }
}
