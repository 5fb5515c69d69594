package io.remithub.messaging;

import io.remithub.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Marks, gaps and parked records, within the caller's transaction; a few statements a batch, whatever its size. */
@ApplicationScoped
class InboxTables {

    private static final Logger LOG = Logger.getLogger(InboxTables.class);

    // Concurrent owners of a subject meet on its row, in sorted order.
    private static final String OPEN_MARKS = """
            insert into inbox_mark (topic, subject, last)
            select ?, subject, 0 from unnest(?::text[]) as s (subject) order by subject
                on conflict do nothing""";

    private static final String LOCK_MARKS =
            "select subject, last from inbox_mark where topic = ? and subject = any (?) order by subject for update";

    private static final String MOVE_MARKS = """
            update inbox_mark m set last = s.last
              from unnest(?::text[], ?::bigint[]) as s (subject, last)
             where m.topic = ? and m.subject = s.subject""";

    private static final String GAPS =
            "select subject, sequence, key, headers, payload from inbox_gap where topic = ? and subject = any (?)";

    private static final String FILLED_GAPS = """
            select g.subject, g.sequence, g.key, g.headers, g.payload
              from inbox_gap g join inbox_mark m on m.topic = g.topic and m.subject = g.subject
             where g.topic = ? and g.sequence <= m.last + 1 and (?::text is null or g.subject = ?)
             order by g.subject, g.sequence limit 1000""";

    private static final String WAIT_IN_GAP = """
            insert into inbox_gap (topic, subject, sequence, key, headers, payload) values (?, ?, ?, ?, ?, ?)
                on conflict do nothing""";

    private static final String LEAVE_GAP = "delete from inbox_gap where topic = ? and subject = ? and sequence <= ?";

    private static final String PARK = """
            insert into parked_event (topic, part, place, key, subject, sequence, code, headers, payload)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private final DataSource database;

    InboxTables(DataSource database) {
        this.database = database;
    }

    /**
     * Locks the subjects, sorts out what is new, parks what cannot be read, and moves the marks.
     *
     * @param replayGaps whether events that waited for one of these follow it at once
     * @return what is to be applied, each subject in order
     */
    List<ReceivedEvent> fresh(Topic topic, List<Reading> readings, boolean replayGaps) {
        try (Connection connection = database.getConnection()) {
            for (Reading reading : readings) {
                if (reading instanceof Reading.Unreadable(Reading.Raw raw, String code)) {
                    park(connection, raw, code);
                }
            }
            List<Reading.Event> events = readings.stream()
                    .filter(Reading.Event.class::isInstance)
                    .map(Reading.Event.class::cast)
                    .toList();
            if (events.isEmpty()) {
                return List.of();
            }
            return fresh(connection, topic, events, replayGaps);
        } catch (SQLException unwell) {
            throw new TransientFailure("inbox: " + unwell.getSQLState(), unwell);
        }
    }

    private List<ReceivedEvent> fresh(
            Connection connection, Topic topic, List<Reading.Event> events, boolean replayGaps) throws SQLException {
        Map<String, Long> marks = lock(connection, topic, events);
        Map<String, NavigableMap<Long, Reading.Event>> gaps = replayGaps && topic.retention() == Topic.Retention.DELETE
                ? gaps(connection, topic, marks.keySet())
                : Map.of();
        var before = Map.copyOf(marks);
        var fresh = new ArrayList<ReceivedEvent>(events.size());
        for (Reading.Event reading : events) {
            ReceivedEvent event = reading.event();
            long mark = marks.getOrDefault(event.subject(), 0L);
            if (event.sequence() <= mark) {
                continue;
            }
            if (event.sequence() > mark + 1 && topic.retention() == Topic.Retention.DELETE) {
                waitInGap(connection, reading);
                if (replayGaps) {
                    gaps.computeIfAbsent(event.subject(), _ -> new TreeMap<>()).put(event.sequence(), reading);
                }
                continue;
            }
            fresh.add(event);
            marks.put(event.subject(), event.sequence());
            follow(gaps.get(event.subject()), marks, fresh);
        }
        move(connection, topic, before, marks);
        leaveGaps(connection, topic, before, marks);
        return fresh;
    }

    private static void follow(
            @Nullable NavigableMap<Long, Reading.Event> waiting, Map<String, Long> marks, List<ReceivedEvent> fresh) {
        while (waiting != null && !waiting.isEmpty()) {
            ReceivedEvent next = waiting.firstEntry().getValue().event();
            long mark = marks.getOrDefault(next.subject(), 0L);
            if (next.sequence() > mark + 1) {
                return;
            }
            waiting.pollFirstEntry();
            if (next.sequence() == mark + 1) {
                fresh.add(next);
                marks.put(next.subject(), next.sequence());
            }
        }
    }

    private static Map<String, Long> lock(Connection connection, Topic topic, List<Reading.Event> events)
            throws SQLException {
        var subjects = new TreeSet<String>();
        events.forEach(reading -> subjects.add(reading.event().subject()));
        var array = connection.createArrayOf("text", subjects.toArray());
        try (PreparedStatement open = connection.prepareStatement(OPEN_MARKS)) {
            open.setString(1, topic.topicName());
            open.setArray(2, array);
            open.executeUpdate();
        }
        try (PreparedStatement lock = connection.prepareStatement(LOCK_MARKS)) {
            lock.setString(1, topic.topicName());
            lock.setArray(2, array);
            var marks = new HashMap<String, Long>();
            try (ResultSet rows = lock.executeQuery()) {
                while (rows.next()) {
                    marks.put(rows.getString(1), rows.getLong(2));
                }
            }
            return marks;
        }
    }

    private static void move(Connection connection, Topic topic, Map<String, Long> before, Map<String, Long> after)
            throws SQLException {
        List<String> moved = moved(before, after);
        if (moved.isEmpty()) {
            return;
        }
        try (PreparedStatement move = connection.prepareStatement(MOVE_MARKS)) {
            move.setArray(1, connection.createArrayOf("text", moved.toArray()));
            move.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint", moved.stream().map(after::get).toArray()));
            move.setString(3, topic.topicName());
            move.executeUpdate();
        }
    }

    private static List<String> moved(Map<String, Long> before, Map<String, Long> after) {
        return after.entrySet().stream()
                .filter(mark -> !mark.getValue().equals(before.get(mark.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private Map<String, NavigableMap<Long, Reading.Event>> gaps(
            Connection connection, Topic topic, Set<String> subjects) throws SQLException {
        var gaps = new HashMap<String, NavigableMap<Long, Reading.Event>>();
        try (PreparedStatement select = connection.prepareStatement(GAPS)) {
            select.setString(1, topic.topicName());
            select.setArray(2, connection.createArrayOf("text", subjects.toArray()));
            for (Reading.Raw raw : raws(topic, select)) {
                // What waits in a gap was readable when it came.
                if (Reading.of(raw) instanceof Reading.Event reading) {
                    gaps.computeIfAbsent(reading.event().subject(), _ -> new TreeMap<>())
                            .put(reading.event().sequence(), reading);
                }
            }
        }
        return gaps;
    }

    /** Events that wait for nothing any more: of a process that ended between filling a gap and replaying it. */
    List<Reading.Raw> filledGaps(Topic topic) {
        return filled(topic, null);
    }

    Optional<Reading.Raw> filledGap(Topic topic, String subject) {
        return filled(topic, subject).stream().findFirst();
    }

    private List<Reading.Raw> filled(Topic topic, @Nullable String subject) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(FILLED_GAPS)) {
            select.setString(1, topic.topicName());
            select.setString(2, subject);
            select.setString(3, subject);
            return raws(topic, select);
        } catch (SQLException unwell) {
            throw new TransientFailure("inbox: " + unwell.getSQLState(), unwell);
        }
    }

    private static List<Reading.Raw> raws(Topic topic, PreparedStatement select) throws SQLException {
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

    private static void waitInGap(Connection connection, Reading.Event reading) throws SQLException {
        ReceivedEvent event = reading.event();
        LOG.infof("%s waits for its predecessor", event);
        try (PreparedStatement wait = connection.prepareStatement(WAIT_IN_GAP)) {
            wait.setString(1, event.topic().topicName());
            wait.setString(2, event.subject());
            wait.setLong(3, event.sequence());
            wait.setString(4, event.key());
            wait.setString(5, reading.raw().headers().lines());
            wait.setBytes(6, reading.raw().payload());
            wait.executeUpdate();
        }
    }

    private static void leaveGaps(Connection connection, Topic topic, Map<String, Long> before, Map<String, Long> after)
            throws SQLException {
        if (topic.retention() == Topic.Retention.COMPACT) {
            return;
        }
        try (PreparedStatement leave = connection.prepareStatement(LEAVE_GAP)) {
            for (String subject : moved(before, after)) {
                leave.setString(1, topic.topicName());
                leave.setString(2, subject);
                leave.setLong(3, after.getOrDefault(subject, 0L));
                leave.addBatch();
            }
            leave.executeBatch();
        }
    }

    /** Sets a record aside with a reason code; its subject waits for it, since its mark does not move. */
    void park(Reading.Raw raw, String code) {
        try (Connection connection = database.getConnection()) {
            park(connection, raw, code);
            if (raw.partition() < 0) {
                try (PreparedStatement leave = connection.prepareStatement(LEAVE_GAP)) {
                    leave.setString(1, raw.topic().topicName());
                    leave.setString(2, raw.headers().subject());
                    leave.setLong(3, raw.place());
                    leave.executeUpdate();
                }
            }
        } catch (SQLException unwell) {
            throw new TransientFailure("inbox: " + unwell.getSQLState(), unwell);
        }
    }

    private static void park(Connection connection, Reading.Raw raw, String code) throws SQLException {
        try (PreparedStatement park = connection.prepareStatement(PARK)) {
            park.setString(1, raw.topic().topicName());
            park.setInt(2, raw.partition());
            park.setLong(3, raw.place());
            park.setString(4, raw.key());
            park.setString(5, raw.headers().subject());
            if (raw.headers().sequence() > 0) {
                park.setLong(6, raw.headers().sequence());
            } else {
                park.setNull(6, Types.BIGINT);
            }
            park.setString(7, code);
            park.setString(8, raw.headers().lines());
            park.setBytes(9, raw.payload());
            if (park.executeUpdate() == 1) {
                LOG.errorf("%s: %d/%d is parked: %s", raw.topic().topicName(), raw.partition(), raw.place(), code);
            }
        }
    }
}
