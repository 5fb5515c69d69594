package io.remithub.messaging;

import io.remithub.schemas.Topic;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Events that came before their predecessor, and wait for it. */
final class InboxGaps {

    private static final Logger LOG = Logger.getLogger(InboxGaps.class);

    /** Of one subject at once, so that however much of it waits, it is a batch like any other. */
    private static final int ROWS = 500;

    private static final int BYTES = 8 << 20;

    // The first row in the order of the key: a join might read all that waits.
    private static final String NEXT = """
            select s.subject from unnest(?::text[], ?::bigint[]) as s (subject, last)
             where (select g.sequence <= s.last + 1 from inbox_gap g
                     where g.topic = ? and g.subject = s.subject order by g.sequence limit 1)""";

    private static final String UNBLOCKED = """
            select distinct g.subject from inbox_gap g join inbox_mark m on m.topic = g.topic and m.subject = g.subject
             where g.topic = ? and g.sequence <= m.last + 1""";

    private static final String FIRST = """
            select last, sequence, key, headers, payload
              from (select m.last, g.*, sum(octet_length(g.payload)) over (order by g.sequence rows unbounded preceding)
                                        - octet_length(g.payload) as bytes_before
                      from inbox_mark m join inbox_gap g on g.topic = m.topic and g.subject = m.subject
                     where m.topic = ? and m.subject = ? and g.sequence <= m.last + ?
                     order by g.sequence limit ?) g
             where bytes_before < ? order by sequence""";

    private static final String ADD = """
            insert into inbox_gap (topic, subject, sequence, key, headers, payload)
            select ?, g.* from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::bytea[]) as g
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

    /**
     * @param marks how far each has been applied
     * @return those of which the next one waits here
     */
    List<String> next(Map<String, Long> marks) throws SQLException {
        if (marks.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement select = connection.prepareStatement(NEXT)) {
            select.setArray(1, connection.createArrayOf("text", marks.keySet().toArray(String[]::new)));
            select.setArray(2, connection.createArrayOf("bigint", marks.values().toArray(Long[]::new)));
            select.setString(3, topic.topicName());
            return subjects(select);
        }
    }

    /** Likewise, of all there are. */
    List<String> next() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(UNBLOCKED)) {
            select.setString(1, topic.topicName());
            return subjects(select);
        }
    }

    private static List<String> subjects(PreparedStatement select) throws SQLException {
        var subjects = new ArrayList<String>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                subjects.add(rows.getString(1));
            }
        }
        return subjects;
    }

    /** The first of a subject that wait for nothing any more, without a gap among them. */
    List<Reading.Raw> first(String subject) throws SQLException {
        var raws = new ArrayList<Reading.Raw>();
        try (PreparedStatement select = connection.prepareStatement(FIRST)) {
            select.setString(1, topic.topicName());
            select.setString(2, subject);
            select.setInt(3, ROWS);
            select.setInt(4, ROWS);
            select.setInt(5, BYTES);
            try (ResultSet rows = select.executeQuery()) {
                long last = -1;
                while (rows.next()) {
                    long sequence = rows.getLong(2);
                    last = Math.max(last, rows.getLong(1));
                    if (sequence > last + 1) {
                        break;
                    }
                    last = Math.max(last, sequence);
                    raws.add(new Reading.Raw(
                            topic,
                            -1,
                            sequence,
                            rows.getString(3),
                            Headers.parse(rows.getString(4)),
                            rows.getBytes(5)));
                }
            }
        }
        return raws;
    }

    void add(Collection<Reading.Event> readings) throws SQLException {
        LOG.debugf("%s: %d wait for their predecessors", topic.topicName(), readings.size());
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setString(1, topic.topicName());
            add.setArray(2, array("text", readings, reading -> reading.event().subject()));
            add.setArray(3, array("bigint", readings, reading -> reading.event().sequence()));
            add.setArray(4, array("text", readings, reading -> reading.event().key()));
            add.setArray(
                    5,
                    array("text", readings, reading -> reading.raw().headers().lines()));
            add.setArray(
                    6,
                    connection.createArrayOf(
                            "bytea",
                            readings.stream()
                                    .map(reading -> reading.raw().payload())
                                    .toArray(byte[][]::new)));
            add.executeUpdate();
        }
    }

    private Array array(String type, Collection<Reading.Event> readings, Function<Reading.Event, Object> column)
            throws SQLException {
        return connection.createArrayOf(type, readings.stream().map(column).toArray());
    }

    /** @param upTo each subject's highest sequence that waits no more */
    void leave(Map<String, Long> upTo) throws SQLException {
        if (upTo.isEmpty()) {
            return;
        }
        try (PreparedStatement leave = connection.prepareStatement(LEAVE)) {
            leave.setArray(1, connection.createArrayOf("text", upTo.keySet().toArray(String[]::new)));
            leave.setArray(2, connection.createArrayOf("bigint", upTo.values().toArray(Long[]::new)));
            leave.setString(3, topic.topicName());
            leave.executeUpdate();
        }
    }
}
