package io.remithub.messaging;

import io.remithub.database.Sql;
import io.remithub.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Subjects of which an event has not come, as operators see them; within the caller's transaction. */
@ApplicationScoped
class Gaps {

    // From subject to subject, however much waits of each; and where nothing waits, those of what was set aside.
    private static final String LIST = """
            with recursive first as (
                (select 1 as place, topic, subject, sequence from inbox_gap
                  where (topic, subject) > (?, ?) order by topic, subject, sequence limit 1)
                union all
                select f.place + 1, g.* from first f cross join lateral (
                    select topic, subject, sequence from inbox_gap
                     where (topic, subject) > (f.topic, f.subject) order by topic, subject, sequence limit 1) g
                 where f.place < ?)
            select topic, subject, sequence, coalesce(m.last, 0), w.waiting, w.since
              from first f left join inbox_mark m using (topic, subject)
              cross join lateral (select count(*) as waiting, min(received_at) as since
                                    from inbox_gap g where g.topic = f.topic and g.subject = f.subject) w
            union all
            select topic, subject, min(sequence), coalesce(m.last, 0), 0, min(parked_at)
              from parked_event p left join inbox_mark m using (topic, subject)
             where resolved_at is null and subject is not null and (topic, subject) > (?, ?) and topic <> all (?)
               and sequence > coalesce(m.last, 0)
               and not exists (select from inbox_gap g where g.topic = p.topic and g.subject = p.subject)
             group by topic, subject, m.last having min(sequence) > coalesce(m.last, 0) + 1
             order by topic, subject limit ?""";

    private static final String WAITING = """
            select sequence, headers from inbox_gap where topic = ? and subject = ? order by sequence limit 1""";

    private static final String PARKED = """
            select sequence, headers from parked_event
             where resolved_at is null and topic = ? and subject = ? and sequence > ? order by sequence limit 1""";

    /** Of these gaps are normal. */
    private static final Sql.Column COMPACTED = Sql.Column.text(
            Arrays.stream(Topic.values())
                    .filter(topic -> topic.retention() == Topic.Retention.COMPACT)
                    .toList(),
            Topic::topicName);

    private final DataSource database;
    private final Sql sql;

    Gaps(DataSource database, Sql sql) {
        this.database = database;
        this.sql = sql;
    }

    /**
     * @param from the first event that has not come
     * @param to the last before the next that has; below {@code from} where none is missing
     * @param tenant whose the first event behind it is
     */
    record Closed(
            ResolveParked.Outcome outcome,
            long from,
            long to,
            @Nullable String tenant) {
        private static Closed not(ResolveParked.Outcome why) {
            return new Closed(why, 0, 0, null);
        }

        boolean skips() {
            return outcome == ResolveParked.Outcome.RESOLVED && from <= to;
        }
    }

    private record Behind(long sequence, @Nullable String tenant) {
        static Behind of(ResultSet row) throws SQLException {
            return new Behind(row.getLong(1), Headers.parse(row.getString(2)).tenant());
        }
    }

    List<Gap> list(Gap.@Nullable Id after, int limit) {
        String topic = after == null ? "" : after.topic();
        String subject = after == null ? "" : after.subject();
        return sql.query(
                LIST,
                row -> Gap.of(
                        new Gap.Id(row.getString(1), row.getString(2), row.getLong(3)),
                        row.getLong(4),
                        row.getLong(5),
                        row.getTimestamp(6).toInstant()),
                topic,
                subject,
                limit,
                topic,
                subject,
                COMPACTED,
                limit);
    }

    /**
     * Moves the mark as if what is missing had been applied, as far as to what somebody is to decide on by itself. Where
     * nothing is missing any more, whoever moved it had no time to apply what waits.
     */
    Closed close(Topic topic, Gap.Id gap) {
        try (Connection connection = database.getConnection()) {
            var marks = InboxMarks.lock(connection, topic, List.of(gap.subject()));
            long applied = marks.of(gap.subject());
            var waiting = sql.query(WAITING, Behind::of, gap.topic(), gap.subject());
            var parked = sql.query(PARKED, Behind::of, gap.topic(), gap.subject(), applied);
            var behind = waiting.isEmpty() ? parked : waiting;
            if (topic.retention() == Topic.Retention.COMPACT
                    || behind.isEmpty()
                    || behind.getFirst().sequence() != gap.next()) {
                return Closed.not(ResolveParked.Outcome.UNKNOWN);
            }
            if (gap.next() <= applied + 1) {
                return waiting.isEmpty()
                        ? Closed.not(ResolveParked.Outcome.UNKNOWN)
                        : new Closed(
                                ResolveParked.Outcome.RESOLVED,
                                applied + 1,
                                applied,
                                waiting.getFirst().tenant());
            }
            long next = parked.isEmpty()
                    ? gap.next()
                    : Math.min(gap.next(), parked.getFirst().sequence());
            if (next == applied + 1) {
                return Closed.not(ResolveParked.Outcome.AN_EARLIER_ONE_WAITS);
            }
            marks.move(gap.subject(), next - 1);
            marks.save();
            return new Closed(
                    ResolveParked.Outcome.RESOLVED,
                    applied + 1,
                    next - 1,
                    behind.getFirst().tenant());
        } catch (SQLException unwell) {
            throw Sql.failure(unwell);
        }
    }
}
