package io.remithub.operators;

import io.remithub.database.Sql;
import io.remithub.messaging.ResolveParked;
import io.remithub.messaging.SkipGap;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Who did what, when, why and on what evidence: written with what was done, and never changed. */
@ApplicationScoped
public class Audit {

    private static final String RECORD = """
            insert into audit_entry (at, actor, action, tenant, subject, note, evidence, trace)
            values (now(), ?, ?, ?, ?, ?, ?, ?)""";

    private static final String READ = """
            select id, at, actor, action, tenant, subject, note, evidence, trace from audit_entry
             where id > ? and id <= ? and (?::text is null or subject = ?) and (?::text is null or actor = ?)
               and (?::timestamptz is null or at >= ?)
             order by id limit ?""";

    private final DataSource database;
    private final SettledAudit settled;

    Audit(DataSource database, SettledAudit settled) {
        this.database = database;
        this.settled = settled;
    }

    /**
     * One thing that somebody did. No patient's data in any of it.
     *
     * @param actor a person, by the token's subject, or a key by its public id
     * @param action verb and object, for one {@code exception.approve}
     * @param subject what it was done to, by id
     * @param note why, in the actor's words
     * @param evidence what it rests on: a reference at a partner, for one
     */
    public record Entry(
            String actor,
            String action,
            @Nullable String tenant,
            @Nullable String subject,
            @Nullable String note,
            @Nullable String evidence) {}

    /** An entry as it was written. */
    public record Written(
            long id,
            Instant at,
            String actor,
            String action,
            @Nullable String tenant,
            @Nullable String subject,
            @Nullable String note,
            @Nullable String evidence,
            @Nullable String traceId) {}

    /** Within the caller's transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(Entry entry) {
        prepared(RECORD, insert -> {
            insert.setString(1, entry.actor());
            insert.setString(2, entry.action());
            insert.setString(3, entry.tenant());
            insert.setString(4, entry.subject());
            insert.setString(5, entry.note());
            insert.setString(6, entry.evidence());
            insert.setString(7, MDC.get("traceId"));
            return insert.executeUpdate();
        });
    }

    void record(@Observes ResolveParked.Resolved parked) {
        record(new Entry(
                parked.by(),
                "parked." + parked.what().toLowerCase(Locale.ROOT),
                parked.tenant(),
                parked.subject(),
                parked.reason(),
                "parked event " + parked.id()));
    }

    void record(@Observes SkipGap.Skipped gap) {
        record(new Entry(
                gap.by(),
                "gap.skipped",
                gap.tenant(),
                gap.subject(),
                gap.reason(),
                "%s %d to %d".formatted(gap.topic(), gap.from(), gap.to())));
    }

    /** A page, by id: none comes later with an id that is lower than its last one's. */
    @Transactional
    public List<Written> read(
            long after, @Nullable String subject, @Nullable String actor, @Nullable Instant from, int limit) {
        long last = settled.last();
        return prepared(READ, select -> {
            select.setLong(1, after);
            select.setLong(2, last);
            select.setString(3, subject);
            select.setString(4, subject);
            select.setString(5, actor);
            select.setString(6, actor);
            Timestamp since = from == null ? null : Timestamp.from(from);
            select.setTimestamp(7, since);
            select.setTimestamp(8, since);
            select.setInt(9, limit);
            var entries = new ArrayList<Written>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(written(rows));
                }
            }
            return entries;
        });
    }

    private static Written written(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp("at");
        return new Written(
                row.getLong("id"),
                at.toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("tenant"),
                row.getString("subject"),
                row.getString("note"),
                row.getString("evidence"),
                row.getString("trace"));
    }

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
