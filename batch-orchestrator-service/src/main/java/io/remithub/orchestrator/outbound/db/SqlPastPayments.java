package io.remithub.orchestrator.outbound.db;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.orchestrator.application.PastPayments;
import io.remithub.orchestrator.domain.Payee;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;

@ApplicationScoped
class SqlPastPayments implements PastPayments {

    private static final String ALIKE = """
            select distinct a.event_id
              from unnest(?, ?, ?, ?, ?, ?, ?)
                   as a (event_id, tenant_id, payee_key, issuer_reference_id, claim_key, paid_amount, since)
              join claim c on c.tenant_id = a.tenant_id
                          and c.claim_key = a.claim_key
                          and c.paid_amount = a.paid_amount
              join payment p on p.payment_id = c.payment_id
                            and p.payee_key = a.payee_key
                            and p.issuer_reference_id <> a.issuer_reference_id
                            and p.accepted_at >= a.since
                            and p.status not in ('CANCELLED', 'FAILED')""";

    private static final String KNOWN = """
            select tenant_id, payee_key
              from payee
             where (tenant_id, payee_key) in (select * from unnest(?, ?))""";

    private final Sql sql;

    SqlPastPayments(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Set<String> alike(List<Asked> asked) {
        return Set.copyOf(sql.query(
                ALIKE,
                row -> row.getString(1),
                Column.text(asked, Asked::eventId),
                Column.text(asked, it -> it.payee().tenantId()),
                Column.text(asked, it -> it.payee().payeeKey()),
                Column.text(asked, Asked::issuerReferenceId),
                Column.text(asked, Asked::claimKey),
                Column.longs(asked, Asked::paidAmount),
                Column.times("timestamptz", asked, Asked::since)));
    }

    @Override
    public Set<Payee> known(Collection<Payee> payees) {
        return Set.copyOf(sql.query(
                KNOWN,
                row -> new Payee(row.getString(1), row.getString(2)),
                Column.text(payees, Payee::tenantId),
                Column.text(payees, Payee::payeeKey)));
    }
}
