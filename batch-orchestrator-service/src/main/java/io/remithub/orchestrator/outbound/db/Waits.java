package io.remithub.orchestrator.outbound.db;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.orchestrator.config.WorklistConfig;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.PaymentMove;
import io.remithub.orchestrator.domain.PaymentStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Until when a payment may wait where it has come to, on the database's clock. */
@ApplicationScoped
class Waits {

    private static final String HELD = """
            update payment
               set held_due_at = now() + make_interval(secs => held_sla)
             where payment_id = any (?)""";

    private static final String EXPECTING = """
            update payment
               set expected_until = now() + make_interval(secs => ?)
             where payment_id = any (?)""";

    private final Sql sql;
    private final WorklistConfig config;

    Waits(Sql sql, WorklistConfig config) {
        this.sql = sql;
        this.config = config;
    }

    void begin(List<PaymentMove> moves) {
        var held = took(moves, PaymentStatus.HELD)
                .filter(payment -> payment.terms().policy().heldSlaSeconds() != null)
                .map(Payment::id)
                .toList();
        var expecting = took(moves, PaymentStatus.REMITTANCE_REQUESTED)
                .filter(Payment::expecting)
                .map(Payment::id)
                .toList();
        if (!held.isEmpty()) {
            sql.update(HELD, Column.text(held, it -> it));
        }
        if (!expecting.isEmpty()) {
            sql.update(EXPECTING, config.registrationWithin().toMillis() / 1000.0, Column.text(expecting, it -> it));
        }
    }

    private static Stream<Payment> took(List<PaymentMove> moves, PaymentStatus status) {
        return moves.stream().filter(move -> move.took(status)).map(PaymentMove::after);
    }
}
