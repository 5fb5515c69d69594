package io.remithub.intake.outbound.db;

import io.remithub.database.Sql;
import io.remithub.intake.application.Batches;
import io.remithub.intake.application.PayerCommand;
import io.remithub.intake.domain.Batch;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.BatchState;
import io.remithub.intake.domain.BatchStatus;
import io.remithub.intake.domain.Payment;
import io.remithub.intake.domain.Rejection.Taken;
import io.remithub.intake.domain.TenantId;
import io.remithub.intake.domain.Totals;
import io.remithub.messaging.AssociatedData;
import io.remithub.messaging.Sealing;
import io.remithub.operators.Audit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@DatabaseFailures
class PanacheBatches implements Batches {

    private static final String OPEN = """
            insert into payment_batch (batch_id, tenant_id, account_id, client_request_id, hold, single,
                expected_total, expected_payments, current_total, current_payments, status, contributors, created_by,
                created_at)
            values (?, ?, ?, ?, ?, false, ?, ?, 0, 0, ?, ?, ?, ?)
            on conflict on constraint client_request_id_once do nothing""";

    private static final String KEEP = """
            insert into payer_command (command_id, tenant_id, batch_id, payment_id, command_type, key_id, person, reason,
                at, former_total, former_payments)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Sql sql;
    private final Sealing sealing;
    private final Audit audit;

    PanacheBatches(Sql sql, Sealing sealing, Audit audit) {
        this.sql = sql;
        this.sealing = sealing;
        this.audit = audit;
    }

    @Override
    public boolean open(Batch batch) {
        return sql.update(
                        OPEN,
                        batch.id().value(),
                        batch.tenant().value(),
                        batch.account().id(),
                        batch.clientRequestId(),
                        batch.hold(),
                        batch.expectedTotal().cents(),
                        batch.expectedPayments(),
                        Payment.FIRST_STATUS,
                        new String[] {batch.createdBy()},
                        batch.createdBy(),
                        batch.createdAt())
                > 0;
    }

    @Override
    public Taken bearer(TenantId tenant, String clientRequestId) {
        return BatchRow.bearing(tenant, clientRequestId).orElseThrow().taken();
    }

    @Override
    public Optional<BatchState> find(TenantId tenant, BatchId batch) {
        return BatchRow.<BatchRow>find(
                        "from BatchRow b join fetch b.account where b.tenantId = ?1 and b.batchId = ?2",
                        tenant.value(),
                        batch.value())
                .firstResultOptional()
                .map(BatchRow::state);
    }

    @Override
    public Optional<BatchState> lock(TenantId tenant, BatchId batch) {
        return BatchRow.<BatchRow>find("tenantId = ?1 and batchId = ?2", tenant.value(), batch.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .map(BatchRow::state);
    }

    @Override
    public Optional<BatchId> named(TenantId tenant, String name) {
        return BatchRow.<BatchRow>find("tenantId = ?1 and (batchId = ?2 or clientRequestId = ?2)", tenant.value(), name)
                .firstResultOptional()
                .map(row -> new BatchId(row.batchId));
    }

    @Override
    public void count(BatchId batch, Totals current, @Nullable String contributor) {
        var row = row(batch);
        row.currentTotal = current.total().cents();
        row.currentPayments = current.payments();
        row.revision++;
        if (contributor != null && !row.contributors.contains(contributor)) {
            row.contributors = Stream.concat(row.contributors.stream(), Stream.of(contributor))
                    .toList();
        }
    }

    @Override
    public void amend(PayerCommand command, Totals expected) {
        var row = row(command.batch());
        keep(command, row.expectedTotal, row.expectedPayments);
        row.expectedTotal = expected.total().cents();
        row.expectedPayments = expected.payments();
        row.revision++;
    }

    @Override
    public void ask(PayerCommand command, BatchStatus leadsTo) {
        keep(command);
        row(command.batch()).ask(command, leadsTo, sealed(command, command.person()));
    }

    @Override
    public void keep(PayerCommand command) {
        keep(command, null, null);
    }

    private void keep(PayerCommand command, @Nullable Long formerTotal, @Nullable Long formerPayments) {
        sql.update(
                KEEP,
                command.id(),
                command.caller().tenant().value(),
                command.batch().value(),
                command.payment() == null ? null : command.payment().value(),
                command.kind().event(),
                command.caller().keyId(),
                sealed(command, command.person()),
                sealed(command, command.reason()),
                command.at(),
                formerTotal,
                formerPayments);
        audit.record(new Audit.Entry(
                command.caller().keyId(),
                command.action(),
                command.caller().tenant().toString(),
                command.subject(),
                null,
                command.evidence()));
    }

    private byte @Nullable [] sealed(PayerCommand command, @Nullable String words) {
        if (words == null) {
            return null;
        }
        var where = AssociatedData.batch(
                command.caller().tenant().toString(), command.batch().value());
        return sealing.sealBytes(words.getBytes(StandardCharsets.UTF_8), where);
    }

    /** The one that is locked. */
    private static BatchRow row(BatchId batch) {
        return BatchRow.<BatchRow>findByIdOptional(batch.value()).orElseThrow();
    }
}
