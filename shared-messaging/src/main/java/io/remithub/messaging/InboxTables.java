package io.remithub.messaging;

import io.remithub.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells what of a batch is new, within the caller's transaction; a few statements a batch, whatever its size. */
@ApplicationScoped
class InboxTables {

    private static final Logger LOG = Logger.getLogger(InboxTables.class);

    private static final String PARK = """
            insert into parked_event (topic, part, place, key, subject, sequence, code, headers, payload)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private final DataSource database;

    InboxTables(DataSource database) {
        this.database = database;
    }

    /**
     * What of a batch is to be applied.
     *
     * @param events each subject in order
     * @param next subjects of which the next event has come before, and waits
     */
    record Fresh(List<ReceivedEvent> events, List<String> next) {
        static final Fresh NOTHING = new Fresh(List.of(), List.of());
    }

    /** Locks the subjects, sorts out what is new, parks what cannot be read, and moves the marks. */
    Fresh fresh(Topic topic, List<Reading> readings) {
        return connected(connection -> {
            var events = new ArrayList<Reading.Event>(readings.size());
            for (Reading reading : readings) {
                switch (reading) {
                    case Reading.Event event -> events.add(event);
                    case Reading.Unreadable(Reading.Raw raw, String code) -> park(connection, raw, code);
                    case Reading.Tombstone _ -> {
                        // nothing follows from it
                    }
                }
            }
            return events.isEmpty() ? Fresh.NOTHING : fresh(connection, topic, events);
        });
    }

    private static Fresh fresh(Connection connection, Topic topic, List<Reading.Event> events) throws SQLException {
        var subjects = new TreeSet<String>();
        events.forEach(reading -> subjects.add(reading.event().subject()));
        InboxMarks marks = InboxMarks.lock(connection, topic, subjects);
        // On a compacted topic gaps are normal: what is newer counts.
        boolean gapless = topic.retention() == Topic.Retention.DELETE;
        var ahead = new HashMap<String, NavigableMap<Long, Reading.Event>>();
        var fresh = new ArrayList<ReceivedEvent>(events.size());
        for (Reading.Event reading : events) {
            ReceivedEvent event = reading.event();
            long mark = marks.of(event.subject());
            if (gapless && event.sequence() > mark + 1) {
                ahead.computeIfAbsent(event.subject(), _ -> new TreeMap<>()).put(event.sequence(), reading);
            } else if (event.sequence() > mark) {
                apply(event, marks, fresh);
                follow(ahead.get(event.subject()), marks, fresh);
            }
        }
        marks.save();
        return new Fresh(fresh, gapless ? gaps(new InboxGaps(connection, topic), events, ahead, marks) : List.of());
    }

    private static List<String> gaps(
            InboxGaps gaps,
            List<Reading.Event> events,
            Map<String, NavigableMap<Long, Reading.Event>> ahead,
            InboxMarks marks)
            throws SQLException {
        var waiting = ahead.values().stream()
                .flatMap(ofSubject -> ofSubject.values().stream())
                .filter(reading -> reading.raw().isPolled())
                .toList();
        if (!waiting.isEmpty()) {
            gaps.add(waiting);
        }
        var waited = new HashMap<String, Long>();
        events.stream()
                .filter(reading -> !reading.raw().isPolled())
                .map(reading -> reading.event().subject())
                .forEach(subject -> waited.put(subject, marks.of(subject)));
        gaps.leave(waited);
        // Of those, too, that came again: whoever had them first may have ended before it went on to what waits.
        return gaps.next(marks.known());
    }

    private static void follow(
            @Nullable NavigableMap<Long, Reading.Event> ahead, InboxMarks marks, List<ReceivedEvent> fresh) {
        while (ahead != null && !ahead.isEmpty()) {
            ReceivedEvent next = ahead.firstEntry().getValue().event();
            long mark = marks.of(next.subject());
            if (next.sequence() > mark + 1) {
                return;
            }
            ahead.pollFirstEntry();
            if (next.sequence() == mark + 1) {
                apply(next, marks, fresh);
            }
        }
    }

    private static void apply(ReceivedEvent event, InboxMarks marks, List<ReceivedEvent> fresh) {
        fresh.add(event);
        marks.move(event.subject(), event.sequence());
    }

    /** Subjects of which what waits need not wait any more: of a process that ended before it was applied. */
    List<String> next(Topic topic) {
        return connected(connection -> new InboxGaps(connection, topic).next());
    }

    /** The first of what waits of a subject and need not any more; empty when there is no more of it. */
    List<Reading.Raw> waiting(Topic topic, String subject) {
        return connected(connection -> new InboxGaps(connection, topic).first(subject));
    }

    /** Whether its subject has not come as far as to this one: an earlier event is missing. */
    boolean isBehindAnother(Reading.Raw raw) {
        String subject = raw.headers().subject();
        if (subject == null || raw.topic().retention() == Topic.Retention.COMPACT) {
            return false;
        }
        return connected(connection -> raw.headers().sequence()
                > InboxMarks.lock(connection, raw.topic(), List.of(subject)).of(subject) + 1);
    }

    /** Moves the mark over a record as if it had been applied. */
    void skip(Reading.Raw raw) {
        String subject = raw.headers().subject();
        if (subject == null || raw.headers().sequence() < 1) {
            return;
        }
        connected(connection -> {
            var marks = InboxMarks.lock(connection, raw.topic(), List.of(subject));
            if (raw.headers().sequence() > marks.of(subject)) {
                marks.move(subject, raw.headers().sequence());
                new InboxGaps(connection, raw.topic()).leave(marks.save());
            }
            return true;
        });
    }

    /** Sets a record aside with a reason code; its subject waits for it, since its mark does not move. */
    void park(Reading.Raw raw, String code) {
        connected(connection -> {
            park(connection, raw, code);
            return true;
        });
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
        String subject = raw.headers().subject();
        if (!raw.isPolled() && subject != null) {
            new InboxGaps(connection, raw.topic()).leave(Map.of(subject, raw.place()));
        }
    }

    private <T> T connected(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException unwell) {
            throw Patience.failure("inbox", unwell);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
