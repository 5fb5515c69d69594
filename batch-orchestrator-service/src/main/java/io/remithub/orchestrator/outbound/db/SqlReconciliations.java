package io.remithub.orchestrator.outbound.db;

import io.remithub.database.Sql;
import io.remithub.database.Sql.Column;
import io.remithub.orchestrator.application.Reconciliations;
import io.remithub.orchestrator.domain.PaymentStatus;
import io.remithub.orchestrator.domain.Posting;
import io.remithub.orchestrator.domain.Purpose;
import io.remithub.orchestrator.domain.Reconciliation;
import io.remithub.orchestrator.domain.Reconciliation.Followed;
import io.remithub.orchestrator.domain.Reconciliation.Issued;
import io.remithub.orchestrator.domain.Reconciliation.Key;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class SqlReconciliations implements Reconciliations {

    private static final int ROWS_AT_ONCE = 500;

    /**
     * Claims with what is posted of each over all issuances, debits taken off, and how its present posting stands; of what
     * was voided also whether its fences are settled. What was voided counts as the ledger shows it, since that is undone; what
     * undoes it counts against it, also where nothing was to be undone and the ledger shows that it was.
     */
    private static final String FOLLOW = """
            select p.payment_id, p.tenant_id, b.account_short_code, b.sub_account_short_code, p.status, p.amount,
                   (select coalesce(sum((a ->> 'amount')::bigint), 0)
                      from jsonb_array_elements(p.provider_adjustments) a) as adjusted,
                   e.id as exception_id, c.claim_index, c.paid_amount, o.posted, o.confirmed,
                   p.status not in ('VOIDED', 'FAILED') or not exists (
                       select 1 from fence f
                        where f.payment_id = c.payment_id and f.claim_index = c.claim_index
                          and not exists (select 1 from posting u
                                           where u.payment_id = f.payment_id and u.claim_index = f.claim_index
                                             and u.issuance = f.issuance and u.purpose = 'REVERSAL'
                                             and u.outcome in ('CONFIRMED', 'NOT_REQUIRED'))) as undone,
                   now.outcome, now.reason_code, now.transaction_id, o.subdomain, o.location_id
              from payment p
              join batch b on b.batch_id = p.batch_id
              left join payment_exception e on e.payment_id = p.payment_id and e.resolved_at is null
              left join claim c on c.payment_id = p.payment_id
              left join lateral (
                   select coalesce(sum(case when outcome = 'CONFIRMED'
                                             and (issuance < p.issuance or p.status in ('VOIDED', 'FAILED'))
                                            then shown else amount end)
                                       filter (where outcome in ('ACCEPTED', 'CONFIRMED', 'UNCONFIRMED')), 0) as posted,
                          coalesce(sum(shown) filter (where outcome = 'CONFIRMED'), 0) as confirmed,
                          max(subdomain) as subdomain, max(location_id) as location_id
                     from posting
                    cross join lateral (
                          select (coalesce(ledger_amount, abs(amount)) * case when amount <> 0 then sign(amount) else (
                                      select -sign(undone.amount) from posting undone
                                       where undone.payment_id = posting.payment_id
                                         and undone.claim_index = posting.claim_index
                                         and undone.issuance = posting.issuance
                                         and undone.purpose = 'PAYMENT') end)::bigint as shown) ledger
                    where payment_id = c.payment_id and claim_index = c.claim_index
                      and purpose in ('PAYMENT', 'REVERSAL')) o on true
              left join posting now on now.payment_id = c.payment_id and now.claim_index = c.claim_index
                                   and now.issuance = p.issuance and now.purpose = 'PAYMENT'
             where p.accepted_at >= ? and p.accepted_at < ?
             order by p.accepted_at, p.payment_id, c.claim_index""";

    private static final String CONFIRMED = """
            select p.tenant_id, p.payment_id, o.claim_index, o.issuance, o.purpose
              from (select payment_id, tenant_id, accepted_at from payment
                     where accepted_at < ?
                       and (accepted_at, payment_id)
                               > (coalesce((select accepted_at from payment where payment_id = ?), ?), ?)
                       and exists (select 1 from posting o
                                    where o.payment_id = payment.payment_id and o.outcome = 'CONFIRMED')
                     order by accepted_at, payment_id limit ?) p
              join posting o on o.payment_id = p.payment_id and o.outcome = 'CONFIRMED'
             order by p.accepted_at, p.payment_id, o.claim_index, o.issuance, o.purpose""";

    private static final String RECORD = """
            insert into reconciliation (day, run_at, run_by, night, breaks, unsettled)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private static final String LAST = """
            select run_at, run_by, night, breaks, unsettled from reconciliation where day = ? order by id desc limit 1""";

    // What was reconciled before this was kept counts as unsettled. A step may commit a little after it was taken.
    private static final String DUE = """
            select day
              from generate_series(1, 31) ago
             cross join lateral (select ?::date - ago as day) days
              left join lateral (select run_at, breaks, unsettled from reconciliation r
                                  where r.day = days.day order by id desc limit 1) last on true
             where not exists (select 1 from reconciliation r where r.day = days.day and r.night = ?)
               and (ago = 1
                    or exists (select 1 from payment
                                where accepted_at >= days.day::timestamp at time zone 'UTC'
                                  and accepted_at < (days.day + 1)::timestamp at time zone 'UTC'
                                  and (last.unsettled is distinct from 0 or last.breaks > 0
                                       or last_step_at > last.run_at - interval '1 minute')))
             order by day""";

    /** Whoever watches cannot look at all of a month's payments each time: what a night finds of days is noted. */
    private static final String MOVED = """
            update reconciliation r set moved_at = now()
             where r.day = any (?) and r.moved_at is null
               and r.id = (select max(last.id) from reconciliation last where last.day = r.day)""";

    private final Sql sql;

    SqlReconciliations(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Reconciliation follow(LocalDate day) {
        return sql.walk(FOLLOW, ROWS_AT_ONCE, SqlReconciliations::followed, beginOf(day), beginOf(day.plusDays(1)));
    }

    private static Reconciliation followed(ResultSet rows) throws SQLException {
        var reconciliation = new Reconciliation();
        @Nullable Issued payment = null;
        var claims = new ArrayList<Followed>();
        while (rows.next()) {
            if (payment != null && !payment.paymentId().equals(rows.getString("payment_id"))) {
                reconciliation.add(payment, claims);
                claims.clear();
            }
            payment = issued(rows);
            if (rows.getObject("claim_index") != null) {
                claims.add(claim(rows));
            }
        }
        if (payment != null) {
            reconciliation.add(payment, claims);
        }
        return reconciliation;
    }

    @Override
    public List<Confirmed> confirmed(LocalDate day, String afterPayment, int payments) {
        return sql.query(
                CONFIRMED,
                row -> new Confirmed(
                        row.getString("tenant_id"),
                        row.getString("payment_id"),
                        row.getInt("claim_index"),
                        row.getInt("issuance"),
                        Purpose.valueOf(row.getString("purpose"))),
                beginOf(day.plusDays(1)),
                afterPayment,
                beginOf(day),
                afterPayment,
                payments);
    }

    @Override
    public void record(LocalDate day, Run run) {
        sql.update(RECORD, day, run.at(), run.by(), run.night(), run.breaks(), run.unsettled());
    }

    @Override
    public List<LocalDate> due(LocalDate night) {
        var due = sql.query(DUE, row -> row.getObject(1, LocalDate.class), night, night);
        sql.update(MOVED, Column.times("date", due, day -> day));
        return due;
    }

    @Override
    public @Nullable Run last(LocalDate day) {
        return sql
                .query(
                        LAST,
                        row -> new Run(
                                row.getTimestamp(1).toInstant(),
                                row.getString(2),
                                row.getObject(3, LocalDate.class),
                                row.getLong(4),
                                row.getLong(5)),
                        day)
                .stream()
                .findFirst()
                .orElse(null);
    }

    private static Instant beginOf(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static Issued issued(ResultSet row) throws SQLException {
        return new Issued(
                row.getString("payment_id"),
                new Key(
                        row.getString("tenant_id"),
                        row.getString("account_short_code"),
                        row.getString("sub_account_short_code"),
                        null,
                        null),
                PaymentStatus.valueOf(row.getString("status")),
                row.getLong("amount"),
                row.getLong("adjusted"),
                row.getString("exception_id"));
    }

    private static Followed claim(ResultSet row) throws SQLException {
        var outcome = row.getString("outcome");
        return new Followed(
                row.getInt("claim_index"),
                row.getLong("paid_amount"),
                row.getLong("posted"),
                row.getLong("confirmed"),
                row.getBoolean("undone"),
                outcome == null ? null : Posting.Outcome.valueOf(outcome),
                row.getString("reason_code"),
                row.getString("transaction_id"),
                new Posting.Place(row.getString("subdomain"), row.getString("location_id")));
    }
}
