package io.remithub.orchestrator.outbound.db;

import io.remithub.orchestrator.application.PastPayments;
import io.remithub.orchestrator.domain.Payee;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Set;

@ApplicationScoped
class SqlPastPayments implements PastPayments {

    private final Sql sql;

    SqlPastPayments(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Set<String> alike(List<Asked> asked) {
        return Set.copyOf(sql.prepare("""
                select distinct a.event_id
                  from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::timestamptz[])
                       as a (event_id, tenant_id, payee_key, issuer_reference_id, claim_key, paid_amount, since)
                  join claim c on c.tenant_id = a.tenant_id
                              and c.claim_key = a.claim_key
                              and c.paid_amount = a.paid_amount
                  join payment p on p.payment_id = c.payment_id
                                and p.payee_key = a.payee_key
                                and p.issuer_reference_id <> a.issuer_reference_id
                                and p.accepted_at >= a.since
                                and p.status not in ('CANCELLED', 'FAILED')""", select -> {
            Sql.array(select, 1, "text", asked, Asked::eventId);
            Sql.array(select, 2, "text", asked, it -> it.payee().tenantId());
            Sql.array(select, 3, "text", asked, it -> it.payee().payeeKey());
            Sql.array(select, 4, "text", asked, Asked::issuerReferenceId);
            Sql.array(select, 5, "text", asked, Asked::claimKey);
            Sql.array(select, 6, "bigint", asked, Asked::paidAmount);
            Sql.array(select, 7, "timestamptz", asked, it -> Timestamp.from(it.since()));
            return Sql.rows(select, row -> row.getString(1));
        }));
    }

    @Override
    public Set<Payee> known(Collection<Payee> payees) {
        var listed = List.copyOf(payees);
        return Set.copyOf(sql.prepare("""
                select tenant_id, payee_key
                  from payee
                 where (tenant_id, payee_key) in (select * from unnest(?::text[], ?::text[]))""", select -> {
            Sql.array(select, 1, "text", listed, Payee::tenantId);
            Sql.array(select, 2, "text", listed, Payee::payeeKey);
            return Sql.rows(select, row -> new Payee(row.getString(1), row.getString(2)));
        }));
    }
}
