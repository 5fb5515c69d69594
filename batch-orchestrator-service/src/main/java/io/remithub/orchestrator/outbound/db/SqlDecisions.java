package io.remithub.orchestrator.outbound.db;

import io.remithub.orchestrator.application.Decisions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;

@ApplicationScoped
class SqlDecisions implements Decisions {

    private final Sql sql;

    SqlDecisions(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void add(Decision decision) {
        sql.prepare("""
                insert into operator_decision (id, exception_id, payment_id, action, decided_by, note, decided_at)
                values (?, ?, ?, ?, ?, ?, ?)""", insert -> {
            insert.setString(1, decision.trigger().causeId());
            insert.setString(2, decision.exceptionId());
            insert.setString(3, decision.paymentId());
            insert.setString(4, decision.action().name());
            insert.setString(5, decision.decidedBy());
            insert.setString(6, decision.note());
            insert.setTimestamp(7, Timestamp.from(decision.trigger().at()));
            return insert.executeUpdate();
        });
    }
}
