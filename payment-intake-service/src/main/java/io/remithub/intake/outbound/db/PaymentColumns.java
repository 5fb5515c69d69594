package io.remithub.intake.outbound.db;

import io.remithub.database.DatabaseJson;
import io.remithub.intake.application.PaymentView;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.Money;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.TenantId;
import io.remithub.messaging.Sealing;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A payment's row as a view. What it shows of other tables is looked up for the rows of a page, within its statement. */
@ApplicationScoped
class PaymentColumns {

    static final String SQL = """
            t.payment_id, t.tenant_id, t.batch_id, t.issuer_reference_id, t.issuer_payment_id, t.payment_date, t.amount,
            coalesce(t.asked_balance, t.available_balance) as available_balance,
            coalesce(t.asked_status, t.status) as shown_status, coalesce(t.asked_issuance, t.issuance) as issuance, t.revision,
            t.created_at, t.released_at,
            (select to_jsonb(e) from (
                select b.client_request_id as "clientRequestId", a.short_code as "accountShortCode",
                       a.sub_short_code as "subAccountShortCode", encode(b.released_by, 'base64') as "releasedBy",
                       case when b.released_at <= (
                           select c.at from payer_command c where c.command_id = (
                               select s.cause from payment_step s
                                where s.payment_id = t.payment_id and s.status = 'Loading' order by s.step_id limit 1))
                       then (extract(epoch from b.released_at) * 1000)::bigint end as "releasedAt"
                  from payment_batch b join account a using (account_id) where b.batch_id = t.batch_id) e) as envelope,
            (select c.person from payer_command c where c.command_id = t.released_command) as released_by,
            (select s.reason_code from payment_step s where s.payment_id = t.payment_id
              order by s.step_id desc limit 1) as reason_code,
            array(select distinct c ->> 'code' from payment_exception e, jsonb_array_elements(e.causes) c
                   where e.payment_id = t.payment_id and e.resolved_at is null) as waits_for,
            """ + PendingCommands.of("""
                c.answered_at is null and c.payment_id = t.payment_id
                 or c.command_id = t.asked_command and c.payment_id is null""");

    private final Sealing sealing;

    PaymentColumns(Sealing sealing) {
        this.sealing = sealing;
    }

    /**
     * What a payment's batch says of it.
     *
     * @param releasedAt of the whole batch, where that is what first sent this payment on its way
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Envelope(
            String clientRequestId,
            String accountShortCode,
            String subAccountShortCode,
            byte @Nullable [] releasedBy,
            @Nullable Long releasedAt) {}

    private record Release(@Nullable String by, @Nullable Instant at) {}

    PaymentView view(ResultSet row) throws SQLException {
        var tenant = new TenantId(row.getObject("tenant_id", UUID.class));
        var batch = new BatchId(row.getString("batch_id"));
        String status = row.getString("shown_status");
        var envelope = DatabaseJson.read(row.getString("envelope"), Envelope.class);
        var release = release(row, envelope, tenant, batch);
        return new PaymentView(
                new PaymentId(row.getString("payment_id")),
                tenant,
                batch,
                envelope.clientRequestId(),
                envelope.accountShortCode(),
                envelope.subAccountShortCode(),
                row.getString("issuer_reference_id"),
                row.getString("issuer_payment_id"),
                row.getObject("payment_date", LocalDate.class),
                new Money(row.getLong("amount")),
                new Money(row.getLong("available_balance")),
                status,
                row.getString("reason_code"),
                List.of((String[]) row.getArray("waits_for").getArray()),
                PendingCommands.read(row),
                release.by,
                release.at,
                row.getInt("issuance"),
                row.getLong("revision"),
                Columns.instant(row, "created_at"));
    }

    /** By name, or with its whole batch. */
    private Release release(ResultSet row, Envelope envelope, TenantId tenant, BatchId batch) throws SQLException {
        @Nullable Instant alone = Columns.instantOrNull(row, "released_at");
        if (alone != null) {
            return new Release(Persons.open(sealing, row.getBytes("released_by"), tenant, batch), alone);
        }
        if (envelope.releasedAt() == null) {
            return new Release(null, null);
        }
        return new Release(
                Persons.open(sealing, envelope.releasedBy(), tenant, batch),
                Instant.ofEpochMilli(envelope.releasedAt()));
    }
}
