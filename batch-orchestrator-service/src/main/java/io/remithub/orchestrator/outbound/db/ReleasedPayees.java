package io.remithub.orchestrator.outbound.db;

import static java.util.Comparator.comparing;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.orchestrator.domain.Payee;
import io.remithub.orchestrator.domain.PaymentMove;
import io.remithub.orchestrator.domain.PaymentStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Whom something was released to is known from then on. */
@ApplicationScoped
class ReleasedPayees {

    private static final String RELEASED = """
            insert into payee (tenant_id, payee_key)
            select tenant_id, payee_key
              from unnest(?, ?) with ordinality as p (tenant_id, payee_key, place)
             order by place
                on conflict do nothing""";

    private final Sql sql;

    ReleasedPayees(Sql sql) {
        this.sql = sql;
    }

    void add(List<PaymentMove> moves) {
        var payees = moves.stream()
                .filter(move -> move.took(PaymentStatus.LOADING))
                .map(move -> move.after().terms())
                .flatMap(terms -> terms.payeeKey() instanceof String key
                        ? Stream.of(new Payee(terms.tenantId(), key))
                        : Stream.empty())
                .distinct()
                .sorted(comparing(Payee::tenantId).thenComparing(Payee::payeeKey))
                .toList();
        if (!payees.isEmpty()) {
            sql.update(RELEASED, Column.text(payees, Payee::tenantId), Column.text(payees, Payee::payeeKey));
        }
    }
}
