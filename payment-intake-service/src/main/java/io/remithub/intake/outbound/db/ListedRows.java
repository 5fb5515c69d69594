package io.remithub.intake.outbound.db;

import io.remithub.intake.application.BatchView;
import io.remithub.intake.application.ListedPayment;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.Money;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Rows of lists. What they show of other tables is looked up for the rows of a page, within its statement. */
final class ListedRows {

    static final String PAYMENT = """
            t.payment_id, t.batch_id, t.issuer_reference_id, t.issuer_payment_id, t.payment_date, t.amount,
            t.available_balance, coalesce(t.asked_status, t.status) as shown_status, t.revision, t.created_at,
            (select array[b.client_request_id, a.short_code, a.sub_short_code]
               from payment_batch b join account a using (account_id) where b.batch_id = t.batch_id) as envelope,
            (select s.reason_code from payment_step s where s.payment_id = t.payment_id
              order by s.step_id desc limit 1) as reason_code,
            array(select distinct c ->> 'code' from payment_exception e, jsonb_array_elements(e.causes) c
                   where e.payment_id = t.payment_id and e.resolved_at is null) as waits_for""";

    static final String BATCH = """
            t.batch_id, t.tenant_id, t.client_request_id, t.account_id, t.expected_total, t.expected_payments,
            t.current_total, t.current_payments, coalesce(t.asked_status, t.status) as shown_status, t.reason_code,
            t.payments_by_status, t.created_at, t.revision,
            (select array[a.short_code, a.sub_short_code]
               from account a where a.account_id = t.account_id) as account""";

    private ListedRows() {}

    static ListedPayment payment(ResultSet row) throws SQLException {
        List<String> envelope = texts(row, "envelope");
        return new ListedPayment(
                new PaymentId(row.getString("payment_id")),
                new BatchId(row.getString("batch_id")),
                envelope.get(0),
                envelope.get(1),
                envelope.get(2),
                row.getString("issuer_reference_id"),
                row.getString("issuer_payment_id"),
                row.getObject("payment_date", LocalDate.class),
                new Money(row.getLong("amount")),
                new Money(row.getLong("available_balance")),
                row.getString("shown_status"),
                row.getString("reason_code"),
                texts(row, "waits_for"),
                row.getLong("revision"),
                instant(row, "created_at"));
    }

    static BatchView batch(ResultSet row) throws SQLException {
        List<String> account = texts(row, "account");
        return new BatchView(
                new BatchId(row.getString("batch_id")),
                new TenantId(row.getObject("tenant_id", UUID.class)),
                row.getString("client_request_id"),
                row.getObject("account_id", UUID.class),
                account.get(0),
                account.get(1),
                new Money(row.getLong("expected_total")),
                row.getLong("expected_payments"),
                new Money(row.getLong("current_total")),
                row.getLong("current_payments"),
                row.getString("shown_status"),
                row.getString("reason_code"),
                DatabaseJson.counts(row.getString("payments_by_status")),
                instant(row, "created_at"),
                row.getLong("revision"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
