package io.remithub.operators;

import io.remithub.database.Sql;
import io.remithub.messaging.ResolveParked;
import io.remithub.messaging.SkipGap;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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

    private final Sql sql;
    private final SettledAudit settled;

    Audit(Sql sql, SettledAudit settled) {
        this.sql = sql;
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
        sql.update(
                RECORD,
                entry.actor(),
                entry.action(),
                entry.tenant(),
                entry.subject(),
                entry.note(),
                entry.evidence(),
                MDC.get("traceId"));
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
        return sql.query(READ, Audit::written, after, last, subject, subject, actor, actor, from, from, limit);
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
}
