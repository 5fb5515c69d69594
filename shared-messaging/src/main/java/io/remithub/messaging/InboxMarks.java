package io.remithub.messaging;

import io.remithub.schemas.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How far each subject of a topic has been applied; locked from reading to commit. */
final class InboxMarks {

    // Concurrent owners of a subject meet on its row, in sorted order.
    private static final String OPEN = """
            insert into inbox_mark (topic, subject, last)
            select ?, subject, 0 from unnest(?::text[]) as s (subject) order by subject
                on conflict do nothing""";

    private static final String LOCK =
            "select subject, last from inbox_mark where topic = ? and subject = any (?) order by subject for update";

    private static final String MOVE = """
            update inbox_mark m set last = s.last
              from unnest(?::text[], ?::bigint[]) as s (subject, last)
             where m.topic = ? and m.subject = s.subject""";

    private final Connection connection;
    private final Topic topic;
    private final Map<String, Long> before;
    private final Map<String, Long> now;

    private InboxMarks(Connection connection, Topic topic, Map<String, Long> before) {
        this.connection = connection;
        this.topic = topic;
        this.before = Map.copyOf(before);
        this.now = new HashMap<>(before);
    }

    static InboxMarks lock(Connection connection, Topic topic, Collection<String> subjects) throws SQLException {
        var array = connection.createArrayOf("text", subjects.toArray());
        try (PreparedStatement open = connection.prepareStatement(OPEN)) {
            open.setString(1, topic.topicName());
            open.setArray(2, array);
            open.executeUpdate();
        }
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, topic.topicName());
            lock.setArray(2, array);
            var marks = new HashMap<String, Long>();
            try (ResultSet rows = lock.executeQuery()) {
                while (rows.next()) {
                    marks.put(rows.getString(1), rows.getLong(2));
                }
            }
            return new InboxMarks(connection, topic, marks);
        }
    }

    long of(String subject) {
        return now.getOrDefault(subject, 0L);
    }

    void move(String subject, long sequence) {
        now.put(subject, sequence);
    }

    /** Writes what has moved. */
    Map<String, Long> save() throws SQLException {
        var moved = new TreeMap<String, Long>();
        now.forEach((subject, sequence) -> {
            if (!sequence.equals(before.get(subject))) {
                moved.put(subject, sequence);
            }
        });
        if (!moved.isEmpty()) {
            try (PreparedStatement move = connection.prepareStatement(MOVE)) {
                move.setArray(1, connection.createArrayOf("text", moved.keySet().toArray()));
                move.setArray(
                        2, connection.createArrayOf("bigint", moved.values().toArray()));
                move.setString(3, topic.topicName());
                move.executeUpdate();
            }
        }
        return moved;
    }
}
