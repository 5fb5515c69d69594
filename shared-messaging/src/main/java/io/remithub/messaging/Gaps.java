package io.remithub.messaging;

import io.remithub.database.Sql;
import io.remithub.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    Gaps(DataSource database) {
        this.database = database;
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
        return connected(connection -> {
            try (PreparedStatement select = connection.prepareStatement(LIST)) {
                select.setString(1, after == null ? "" : after.topic());
                select.setString(2, after == null ? "" : after.subject());
                select.setInt(3, limit);
                var gaps = new ArrayList<Gap>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        gaps.add(Gap.of(
                                new Gap.Id(rows.getString(1), rows.getString(2), rows.getLong(3)),
                                rows.getLong(4),
                                rows.getLong(5),
                                rows.getTimestamp(6).toInstant()));
                    }
                }
                return gaps;
            }
        });
    }

    /** Moves the mark as if what is missing had been applied, unless somebody is to decide on that by itself. */
    Closed close(Topic topic, Gap.Id gap) {
        return connected(connection -> {
            var marks = InboxMarks.lock(connection, topic, List.of(gap.subject()));
            long applied = marks.of(gap.subject());
            Optional<Headers> behind = behind(connection, gap);
            if (behind.isEmpty() || gap.next() <= applied + 1) {
                return new Closed(ResolveParked.Outcome.UNKNOWN, applied, null);
            }
            if (isParked(connection, gap, applied)) {
                return new Closed(ResolveParked.Outcome.AN_EARLIER_ONE_WAITS, applied, null);
            }
            marks.move(gap.subject(), gap.next() - 1);
            marks.save();
            return new Closed(
                    ResolveParked.Outcome.RESOLVED, applied, behind.get().tenant());
        });
    }

    private static Optional<Headers> behind(Connection connection, Gap.Id gap) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIRST)) {
            select.setString(1, gap.topic());
            select.setString(2, gap.subject());
            select.setLong(3, gap.next());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(Headers.parse(rows.getString(1))) : Optional.empty();
            }
        }
    }

    private static boolean isParked(Connection connection, Gap.Id gap, long applied) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PARKED)) {
            select.setString(1, gap.topic());
            select.setString(2, gap.subject());
            select.setLong(3, applied);
            select.setLong(4, gap.next());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    private <T> T connected(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException unwell) {
            throw Sql.failure(unwell);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
