package io.remithub.messaging;

import io.remithub.schemas.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Events that came before their predecessor, and wait for it. */
final class InboxGaps {

    private static final Logger LOG = Logger.getLogger(InboxGaps.class);

    private static final String WAITING =
            "select subject, sequence, key, headers, payload from inbox_gap where topic = ? and subject = any (?)";

    private static final String FILLED = """
            select g.subject, g.sequence, g.key, g.headers, g.payload
              from inbox_gap g join inbox_mark m on m.topic = g.topic and m.subject = g.subject
             where g.topic = ? and g.sequence <= m.last + 1 and (?::text is null or g.subject = ?)
             order by g.subject, g.sequence limit 1000""";

    private static final String ADD = """
            insert into inbox_gap (topic, subject, sequence, key, headers, payload) values (?, ?, ?, ?, ?, ?)
                on conflict do nothing""";

    private static final String LEAVE = """
            delete from inbox_gap g using unnest(?::text[], ?::bigint[]) as s (subject, sequence)
             where g.topic = ? and g.subject = s.subject and g.sequence <= s.sequence""";

    private final Connection connection;
    private final Topic topic;

    InboxGaps(Connection connection, Topic topic) {
        this.connection = connection;
        this.topic = topic;
    }

    /** By subject and sequence. */
    Map<String, NavigableMap<Long, Reading.Event>> of(Collection<String> subjects) throws SQLException {
        var gaps = new HashMap<String, NavigableMap<Long, Reading.Event>>();
        if (subjects.isEmpty()) {
            return gaps;
        }
        try (PreparedStatement select = connection.prepareStatement(WAITING)) {
            select.setString(1, topic.topicName());
            select.setArray(2, connection.createArrayOf("text", subjects.toArray()));
            for (Reading.Raw raw : raws(select)) {
                // What waits in a gap was readable when it came.
                if (Reading.of(raw) instanceof Reading.Event reading) {
                    gaps.computeIfAbsent(reading.event().subject(), _ -> new TreeMap<>())
                            .put(reading.event().sequence(), reading);
                }
            }
        }
        return gaps;
    }

    /** What waits for nothing any more, of one subject or of all. */
    List<Reading.Raw> filled(@Nullable String subject) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FILLED)) {
            select.setString(1, topic.topicName());
            select.setString(2, subject);
            select.setString(3, subject);
            return raws(select);
        }
    }

    void add(Reading.Event reading) throws SQLException {
        ReceivedEvent event = reading.event();
        LOG.debugf("%s waits for its predecessor", event);
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setString(1, topic.topicName());
            add.setString(2, event.subject());
            add.setLong(3, event.sequence());
            add.setString(4, event.key());
            add.setString(5, reading.raw().headers().lines());
            add.setBytes(6, reading.raw().payload());
            add.executeUpdate();
        }
    }

    /** @param upTo each subject's highest sequence that waits no more */
    void leave(Map<String, Long> upTo) throws SQLException {
        if (upTo.isEmpty()) {
            return;
        }
        try (PreparedStatement leave = connection.prepareStatement(LEAVE)) {
            leave.setArray(1, connection.createArrayOf("text", upTo.keySet().toArray()));
            leave.setArray(2, connection.createArrayOf("bigint", upTo.values().toArray()));
            leave.setString(3, topic.topicName());
            leave.executeUpdate();
        }
    }

    private List<Reading.Raw> raws(PreparedStatement select) throws SQLException {
        var raws = new ArrayList<Reading.Raw>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                raws.add(new Reading.Raw(
                        topic,
                        -1,
                        rows.getLong(2),
                        rows.getString(3),
                        Headers.parse(rows.getString(4)),
                        rows.getBytes(5)));
            }
        }
        return raws;
    }
}
