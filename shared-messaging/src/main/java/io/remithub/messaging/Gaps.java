package io.remithub.messaging;

import io.remithub.database.Sql;
import io.remithub.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Subjects of which an event has not come, as operators see them; within the caller's transaction. */
@ApplicationScoped
class Gaps {

    // From subject to subject, however much waits of each.
    private static final String LIST = """
            with recursive first as (
                (select 1 as place, topic, subject, sequence from inbox_gap
                  where (topic, subject) > (?, ?) order by topic, subject, sequence limit 1)
                union all
                select f.place + 1, g.* from first f cross join lateral (
                    select topic, subject, sequence from inbox_gap
                     where (topic, subject) > (f.topic, f.subject) order by topic, subject, sequence limit 1) g
                 where f.place < ?)
            select f.topic, f.subject, f.sequence, coalesce(m.last, 0), w.waiting, w.since
              from first f left join inbox_mark m on m.topic = f.topic and m.subject = f.subject
              cross join lateral (select count(*) as waiting, min(received_at) as since
                                    from inbox_gap g where g.topic = f.topic and g.subject = f.subject) w
             order by f.place""";

    private static final String FIRST = """
            select headers from (select sequence, headers from inbox_gap where topic = ? and subject = ?
                                  order by sequence limit 1) first
             where sequence = ?""";

    private static final String PARKED = """
            select 1 from parked_event
             where resolved_at is null and topic = ? and subject = ? and sequence > ? and sequence < ? limit 1""";

    private final DataSource database;
    private final Sql sql;

    Gaps(DataSource database, Sql sql) {
        this.database = database;
        this.sql = sql;
    }

    /**
     * @param applied the last event before the gap
     * @param tenant whose the first event behind it is
     */
    record Closed(
            ResolveParked.Outcome outcome,
            long applied,
            @Nullable String tenant) {}

    List<Gap> list(Gap.@Nullable Id after, int limit) {
        return sql.query(
                LIST,
                row -> Gap.of(
                        new Gap.Id(row.getString(1), row.getString(2), row.getLong(3)),
                        row.getLong(4),
                        row.getLong(5),
                        row.getTimestamp(6).toInstant()),
                after == null ? "" : after.topic(),
                after == null ? "" : after.subject(),
                limit);
    }

    /** Moves the mark as if what is missing had been applied, unless somebody is to decide on that by itself. */
    Closed close(Topic topic, Gap.Id gap) {
        try (Connection connection = database.getConnection()) {
            var marks = InboxMarks.lock(connection, topic, List.of(gap.subject()));
            long applied = marks.of(gap.subject());
            var behind =
                    sql.query(FIRST, row -> Headers.parse(row.getString(1)), gap.topic(), gap.subject(), gap.next());
            if (behind.isEmpty() || gap.next() <= applied + 1) {
                return new Closed(ResolveParked.Outcome.UNKNOWN, applied, null);
            }
            var parked = sql.query(PARKED, row -> row.getInt(1), gap.topic(), gap.subject(), applied, gap.next());
            if (!parked.isEmpty()) {
                return new Closed(ResolveParked.Outcome.AN_EARLIER_ONE_WAITS, applied, null);
            }
            marks.move(gap.subject(), gap.next() - 1);
            marks.save();
            return new Closed(
                    ResolveParked.Outcome.RESOLVED, applied, behind.getFirst().tenant());
        } catch (SQLException unwell) {
            throw Sql.failure(unwell);
        }
    }
}
