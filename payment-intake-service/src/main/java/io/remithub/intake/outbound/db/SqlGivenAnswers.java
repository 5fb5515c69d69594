package io.remithub.intake.outbound.db;

import io.remithub.database.Sql;
import io.remithub.intake.application.GivenAnswers;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

@ApplicationScoped
class SqlGivenAnswers implements GivenAnswers {

    private static final String LOCK = "select pg_try_advisory_xact_lock(?)";

    private static final String FIND = """
            select body_hash, status, location, body from idempotent_answer where scope = ? and answered_at >= ?""";

    // One that is too old has not been forgotten yet.
    private static final String PUT = """
            insert into idempotent_answer (scope, body_hash, status, location, body, answered_at)
            values (?, ?, ?, ?, ?, ?)
                on conflict (scope) do update
               set body_hash = excluded.body_hash, status = excluded.status, location = excluded.location,
                   body = excluded.body, answered_at = excluded.answered_at""";

    private static final String FORGET = """
            delete from idempotent_answer
             where scope in (select scope from idempotent_answer where answered_at < ? limit 1000
                                for update skip locked)""";

    private final Sql sql;

    SqlGivenAnswers(Sql sql) {
        this.sql = sql;
    }

    @Override
    public boolean lock(byte[] scope) {
        return sql.query(LOCK, row -> row.getBoolean(1), ByteBuffer.wrap(scope).getLong())
                .getFirst();
    }

    @Override
    public Optional<Given> find(byte[] scope, Instant notBefore) {
        return sql.query(FIND, SqlGivenAnswers::given, scope, notBefore).stream()
                .findFirst();
    }

    private static Given given(ResultSet row) throws SQLException {
        var body = new String(row.getBytes(4), StandardCharsets.UTF_8);
        return new Given(row.getBytes(1), new Answer(row.getInt(2), row.getString(3), body));
    }

    @Override
    public void put(Asked asked, Answer answer, Instant now) {
        sql.update(
                PUT,
                asked.scope(),
                asked.bodyHash(),
                answer.status(),
                answer.location(),
                answer.body().getBytes(StandardCharsets.UTF_8),
                now);
    }

    @Override
    public int forgetBefore(Instant end) {
        return sql.update(FORGET, end);
    }
}
