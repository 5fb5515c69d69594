package io.remithub.messaging;

import io.remithub.database.Sql;
import io.remithub.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The records that were set aside and not yet decided on. */
@ApplicationScoped
class ParkedEvents {

    private static final String LIST = """
            select id, topic, part, place, key, subject, sequence, headers, code, parked_at,
                   (select count(*) from inbox_gap g where g.topic = p.topic and g.subject = p.subject) as waiting
              from parked_event p
             where resolved_at is null and id > ? and (?::text is null or topic = ?) and (?::text is null or code = ?)
             order by id limit ?""";

    private static final String LOCK = """
            select topic, part, place, key, headers, payload from parked_event
             where id = ? and resolved_at is null for update""";

    private static final String RESOLVE = """
            update parked_event set resolved_at = now(), resolution = ?, resolved_by = ?, reason = ? where id = ?""";

    private final DataSource database;

    ParkedEvents(DataSource database) {
        this.database = database;
    }

    List<ParkedEvent> list(@Nullable String topic, @Nullable String code, long after, int limit) {
        return prepared(LIST, select -> {
            select.setLong(1, after);
            select.setString(2, topic);
            select.setString(3, topic);
            select.setString(4, code);
            select.setString(5, code);
            select.setInt(6, limit);
            var found = new ArrayList<ParkedEvent>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(parked(rows));
                }
            }
            return found;
        });
    }

    private static ParkedEvent parked(ResultSet row) throws SQLException {
        Headers headers = Headers.parse(row.getString("headers"));
        String code = row.getString("code");
        Timestamp parkedAt = row.getTimestamp("parked_at");
        return new ParkedEvent(
                row.getLong("id"),
                row.getString("topic"),
                row.getInt("part"),
                row.getLong("place"),
                row.getString("key"),
                row.getString("subject"),
                row.getObject("sequence", Long.class),
                headers.id(),
                headers.type(),
                code,
                parkedAt.toInstant(),
                row.getLong("waiting"),
                ParkedEvent.nextAction(code));
    }

    /** Locked to the end of the caller's transaction; empty when there is none by this id that waits. */
    Optional<Reading.Raw> lock(long id) {
        return prepared(LOCK, select -> {
            select.setLong(1, id);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Reading.Raw(
                                Topic.named(rows.getString("topic")),
                                rows.getInt("part"),
                                rows.getLong("place"),
                                rows.getString("key"),
                                Headers.parse(rows.getString("headers")),
                                rows.getBytes("payload")))
                        : Optional.empty();
            }
        });
    }

    void resolve(long id, Resolution resolution) {
        prepared(RESOLVE, update -> {
            update.setString(1, resolution.what());
            update.setString(2, resolution.by());
            update.setString(3, resolution.reason());
            update.setLong(4, id);
            return update.executeUpdate();
        });
    }

    /** @param by who decided, as the credential says */
    record Resolution(String what, String by, String reason) {}

    private <T> T prepared(String sql, Work<T> work) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException unwell) {
            throw Sql.failure(unwell);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }
}
