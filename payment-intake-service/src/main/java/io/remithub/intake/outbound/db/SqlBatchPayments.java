package io.remithub.intake.outbound.db;

import io.remithub.database.AnyOf;
import io.remithub.database.Sql;
import io.remithub.intake.application.BatchPayments;
import io.remithub.intake.application.PayerCommand;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.Payment;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.PaymentState;
import io.remithub.intake.domain.TenantId;
import io.remithub.messaging.AssociatedData;
import io.remithub.messaging.Sealing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

@ApplicationScoped
@DatabaseFailures
class SqlBatchPayments implements BatchPayments {

    private static final String RELEASE = """
            update payment
               set asked_status = 'Loading', asked_command = ?, released_at = ?, released_command = ?,
                   revision = revision + 1
             where payment_id = any (?)""";

    // The rows as they are, for the way back.
    private static final String SAVE = """
            insert into replaced_payment (command_id, payment_id, payment, claims, sealed)
            select ?, p.payment_id, to_jsonb(p),
                   (select coalesce(jsonb_agg(c order by c.claim_index), '[]') from payment_claim c
                     where c.payment_id = p.payment_id),
                   q.sealed
              from payment p join payment_request q using (payment_id)
             where p.payment_id = ?""";

    private static final String REMOVE = """
            update payment
               set removed = true, asked_status = 'Cancelled', asked_command = ?, revision = revision + 1
             where payment_id = ?""";

    private final Sql sql;
    private final PaymentReplacement replacement;
    private final Sealing sealing;

    SqlBatchPayments(Sql sql, PaymentReplacement replacement, Sealing sealing) {
        this.sql = sql;
        this.replacement = replacement;
        this.sealing = sealing;
    }

    @Override
    public Optional<BatchId> batchOf(TenantId tenant, PaymentId payment) {
        return PaymentRow.find(
                        "select batchId from PaymentRow where tenantId = ?1 and paymentId = ?2",
                        tenant.value(),
                        payment.value())
                .project(String.class)
                .firstResultOptional()
                .map(BatchId::new);
    }

    @Override
    public Optional<PaymentState> lock(TenantId tenant, PaymentId payment) {
        return PaymentRow.<PaymentRow>find("tenantId = ?1 and paymentId = ?2", tenant.value(), payment.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .map(PaymentRow::state);
    }

    @Override
    public List<PaymentState> of(BatchId batch, Collection<PaymentId> payments) {
        var ids = payments.stream().map(PaymentId::value).toList();
        return PaymentRow.<PaymentRow>find(
                        "batchId = ?1 and any_of(paymentId, ?2) and removed = false order by paymentId",
                        batch.value(),
                        AnyOf.these(ids))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .stream()
                .map(PaymentRow::state)
                .toList();
    }

    @Override
    public Set<String> statuses(BatchId batch) {
        return Set.copyOf(PaymentRow.find(
                        "select distinct coalesce(askedStatus, status) from PaymentRow"
                                + " where batchId = ?1 and removed = false",
                        batch.value())
                .project(String.class)
                .list());
    }

    @Override
    public void release(PayerCommand command, Collection<PaymentId> payments) {
        sql.update(
                RELEASE,
                command.id(),
                command.at(),
                command.id(),
                payments.stream().map(PaymentId::value).toArray(String[]::new));
    }

    @Override
    public void replace(PayerCommand command, Payment payment, byte[] request) {
        sql.update(SAVE, command.id(), payment.id().value());
        var where = AssociatedData.payment(
                command.caller().tenant().toString(), payment.id().value());
        replacement.execute(
                payment, sealing.sealBytes(request, where), command.caller().keyId());
    }

    @Override
    public void remove(PayerCommand command, PaymentId payment) {
        sql.update(SAVE, command.id(), payment.value());
        sql.update(REMOVE, command.id(), payment.value());
    }
}
