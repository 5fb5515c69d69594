package io.remithub.orchestrator.outbound.db;

import static java.util.Comparator.comparing;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.orchestrator.domain.Payee;
import io.remithub.orchestrator.domain.Payment;
import io.remithub.orchestrator.domain.PaymentMove;
import io.remithub.orchestrator.domain.PaymentStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.stream.Stream;

/** What entering and leaving Held leaves behind: until when a payment may stay, and that its payee is known. */
@ApplicationScoped
class Holds {

    private static final String SINCE = """
            update payment
               set held_due_at = now() + make_interval(secs => held_sla)
             where payment_id = any (?)""";

    private static final String RELEASED = """
            insert into payee (tenant_id, payee_key)
            select tenant_id, payee_key
              from unnest(?, ?) with ordinality as p (tenant_id, payee_key, place)
             order by place
                on conflict do nothing""";

    private final EntityManager entities;
    private final Sql sql;

    Holds(EntityManager entities, Sql sql) {
        this.entities = entities;
        this.sql = sql;
    }

    void take(List<PaymentMove> moves) {
        since(tookStep(moves, PaymentStatus.HELD)
                .filter(payment -> payment.terms().policy().heldSlaSeconds() != null)
                .map(Payment::id)
                .toList());
        released(tookStep(moves, PaymentStatus.LOADING)
                .flatMap(payment -> payment.terms().payeeKey() instanceof String key
                        ? Stream.of(new Payee(payment.terms().tenantId(), key))
                        : Stream.empty())
                .distinct()
                .sorted(comparing(Payee::tenantId).thenComparing(Payee::payeeKey))
                .toList());
    }

    private static Stream<Payment> tookStep(List<PaymentMove> moves, PaymentStatus status) {
        return moves.stream()
                .filter(move -> move.steps().stream().anyMatch(step -> step.status() == status))
                .map(PaymentMove::after);
    }

    private void since(List<String> paymentIds) {
        if (paymentIds.isEmpty()) {
            return;
        }
        entities.flush();
        sql.update(SINCE, Column.text(paymentIds, it -> it));
    }

    private void released(List<Payee> payees) {
        if (!payees.isEmpty()) {
            sql.update(RELEASED, Column.text(payees, Payee::tenantId), Column.text(payees, Payee::payeeKey));
        }
    }
}
