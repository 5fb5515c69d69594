package io.remithub.intake.outbound.db;

import io.remithub.intake.application.GivenAnswers;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

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

    private final DataSource database;

    SqlGivenAnswers(DataSource database) {
        this.database = database;
    }

    @Override
    public boolean lock(byte[] scope) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(LOCK)) {
            select.setLong(1, ByteBuffer.wrap(scope).getLong());
            try (var locked = select.executeQuery()) {
                locked.next();
                return locked.getBoolean(1);
            }
        } catch (SQLException failed) {
            throw Sql.failure("idempotency key", failed);
        }
    }

    @Override
    public Optional<Given> find(byte[] scope, Instant notBefore) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(FIND)) {
            var values = new Parameters(select);
            values.next(scope);
            values.next(notBefore.atOffset(ZoneOffset.UTC));
            try (var rows = select.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                var body = new String(rows.getBytes(4), StandardCharsets.UTF_8);
                return Optional.of(new Given(rows.getBytes(1), new Answer(rows.getInt(2), rows.getString(3), body)));
            }
        } catch (SQLException failed) {
            throw Sql.failure("idempotency key", failed);
        }
    }

    @Override
    public void put(Asked asked, Answer answer, Instant now) {
        Sql.update(
                database,
                "idempotency key",
                PUT,
                asked.scope(),
                asked.bodyHash(),
                answer.status(),
                answer.location(),
                answer.body().getBytes(StandardCharsets.UTF_8),
                now.atOffset(ZoneOffset.UTC));
    }

    @Override
    public int forgetBefore(Instant end) {
        return Sql.update(database, "idempotency keys", FORGET, end.atOffset(ZoneOffset.UTC));
    }
}
