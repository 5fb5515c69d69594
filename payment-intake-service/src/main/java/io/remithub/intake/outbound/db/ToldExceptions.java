package io.remithub.intake.outbound.db;

import io.remithub.database.DatabaseJson;
import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.intake.application.LifecycleFact.ExceptionOpened;
import io.remithub.intake.application.LifecycleFact.ExceptionResolved;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;

/** The exceptions of payments whose rows are locked. */
@ApplicationScoped
class ToldExceptions {

    private static final String OPENED = """
            with told as (
                insert into payment_exception (exception_id, payment_id, opened_at, causes)
                select exception_id, payment_id, opened_at, causes::jsonb
                  from unnest(?, ?, ?, ?) as t (exception_id, payment_id, opened_at, causes)
                    on conflict (exception_id) do update set opened_at = excluded.opened_at, causes = excluded.causes
                returning payment_id)
            update payment set revision = revision + 1 where payment_id in (select payment_id from told)""";

    private static final String RESOLVED = """
            with told as (
                update payment_exception e set resolved_at = t.resolved_at, resolution = t.resolution
                  from unnest(?, ?, ?) as t (exception_id, resolved_at, resolution)
                 where e.exception_id = t.exception_id
                returning e.payment_id)
            update payment set revision = revision + 1 where payment_id in (select payment_id from told)""";

    private final Sql sql;

    ToldExceptions(Sql sql) {
        this.sql = sql;
    }

    /** Of one whose causes changed, the last counts. */
    void opened(List<ExceptionOpened> facts) {
        if (facts.isEmpty()) {
            return;
        }
        var last = new LinkedHashMap<String, ExceptionOpened>();
        facts.forEach(fact -> last.put(fact.exceptionId(), fact));
        var told = last.values();
        sql.update(
                OPENED,
                Column.text(told, ExceptionOpened::exceptionId),
                Column.text(told, fact -> fact.payment().value()),
                Column.times("timestamptz", told, ExceptionOpened::openedAt),
                Column.text(told, fact -> DatabaseJson.write(fact.causes())));
    }

    void resolved(List<ExceptionResolved> facts) {
        if (!facts.isEmpty()) {
            sql.update(
                    RESOLVED,
                    Column.text(facts, ExceptionResolved::exceptionId),
                    Column.times("timestamptz", facts, ExceptionResolved::resolvedAt),
                    Column.text(facts, ExceptionResolved::resolution));
        }
    }
}
