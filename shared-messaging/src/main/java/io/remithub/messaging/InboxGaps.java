package io.remithub.messaging;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.schemas.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
        return subjects(NEXT, Column.text(marks.keySet()), Column.longs(marks.values()), topic.topicName());
    }

    /** Likewise, of all there are. */
    List<String> next() throws SQLException {
        return subjects(UNBLOCKED, topic.topicName());
    }

    private List<String> subjects(String sql, Object... arguments) throws SQLException {
        var subjects = new ArrayList<String>();
        try (PreparedStatement select = Sql.prepare(connection, sql, arguments);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                subjects.add(rows.getString(1));
            }
        }
        return subjects;
    }

    /** The first of a subject that wait for nothing any more, without a gap among them. */
    List<Reading.Raw> first(String subject) throws SQLException {
        var raws = new ArrayList<Reading.Raw>();
        try (PreparedStatement select = Sql.prepare(connection, FIRST, topic.topicName(), subject, ROWS, ROWS, BYTES);
                ResultSet rows = select.executeQuery()) {
            long last = -1;
            while (rows.next()) {
                long sequence = rows.getLong(2);
                last = Math.max(last, rows.getLong(1));
                if (sequence > last + 1) {
                    break;
                }
                last = Math.max(last, sequence);
                raws.add(new Reading.Raw(
                        topic, -1, sequence, rows.getString(3), Headers.parse(rows.getString(4)), rows.getBytes(5)));
            }
        }
        return raws;
    }

    void add(Collection<Reading.Event> readings) throws SQLException {
        LOG.debugf("%s: %d wait for their predecessors", topic.topicName(), readings.size());
        Sql.update(
                connection,
                ADD,
                topic.topicName(),
                Column.text(readings, reading -> reading.event().subject()),
                Column.longs(readings, reading -> reading.event().sequence()),
                Column.text(readings, reading -> reading.event().key()),
                Column.text(readings, reading -> reading.raw().headers().lines()),
                Column.bytes(readings, reading -> reading.raw().payload()));
    }

    /** @param upTo each subject's highest sequence that waits no more */
    void leave(Map<String, Long> upTo) throws SQLException {
        if (upTo.isEmpty()) {
            return;
        }
        Sql.update(connection, LEAVE, Column.text(upTo.keySet()), Column.longs(upTo.values()), topic.topicName());
    }
}
