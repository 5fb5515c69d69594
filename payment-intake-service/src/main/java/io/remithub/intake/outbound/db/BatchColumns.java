package io.remithub.intake.outbound.db;

import com.fasterxml.jackson.core.type.TypeReference;
import io.remithub.database.DatabaseJson;
import io.remithub.intake.application.BatchView;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.Money;
import io.remithub.intake.domain.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/** A batch's row as a view. */
final class BatchColumns {

    static final String SQL =
            """
            t.batch_id, t.tenant_id, t.client_request_id, t.account_id, t.expected_total, t.expected_payments,
            t.current_total, t.current_payments, coalesce(t.asked_status, t.status) as shown_status, t.reason_code,
            t.payments_by_status, t.created_at, t.revision,
            (select array[a.short_code, a.sub_short_code] from account a where a.account_id = t.account_id) as account,
            """ + PendingCommands.of("c.answered_at is null and c.batch_id = t.batch_id and c.payment_id is null");

    private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};

    private BatchColumns() {}

    static BatchView view(ResultSet row) throws SQLException {
        var account = List.of((String[]) row.getArray("account").getArray());
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
                DatabaseJson.read(row.getString("payments_by_status"), COUNTS),
                PendingCommands.read(row),
                Columns.instant(row, "created_at"),
                row.getLong("revision"));
    }
}
