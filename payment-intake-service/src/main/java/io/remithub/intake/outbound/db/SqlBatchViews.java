package io.remithub.intake.outbound.db;

import io.remithub.intake.application.BatchDetails;
import io.remithub.intake.application.BatchFilter;
import io.remithub.intake.application.BatchView;
import io.remithub.intake.application.BatchViews;
import io.remithub.intake.application.Page;
import io.remithub.intake.application.PaymentFilter;
import io.remithub.intake.application.PaymentViews;
import io.remithub.intake.application.Slice;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.TenantId;
import io.remithub.messaging.Sealing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** A statement a page, a statement a batch; details take one for each table. */
@ApplicationScoped
class SqlBatchViews implements BatchViews {

    private static final int MOST_REJECTED = 100;

    private final TenantViews<BatchView> views;
    private final PaymentViews payments;
    private final Sealing sealing;

    SqlBatchViews(DataSource database, PaymentViews payments, Sealing sealing) {
        this.views = new TenantViews<>(database, "payment_batch", "batch_id", BatchColumns.SQL, BatchColumns::view);
        this.payments = payments;
        this.sealing = sealing;
    }

    @Override
    public Optional<BatchView> find(TenantId tenant, BatchId batch) {
        return views.find(tenant, batch.value());
    }

    @Override
    public Page<BatchView> page(TenantId tenant, BatchFilter filter, Slice slice) {
        return views.page(
                tenant,
                filter.accountShortCode(),
                filter.subAccountShortCode(),
                accounts -> query(tenant, filter, accounts),
                slice);
    }

    /** @param accounts those that the filter's codes name */
    static KeysetQuery query(TenantId tenant, BatchFilter filter, List<UUID> accounts) {
        return TenantRows.query("payment_batch", "batch_id", tenant, filter.createdFrom(), filter.createdTo())
                .named("t.client_request_id", filter.clientRequestId())
                .oneOf(TenantRows.STATUS, filter.statuses())
                .oneOf("t.account_id", accounts);
    }

    @Override
    public Optional<BatchDetails> findDetails(TenantId tenant, BatchId batch, int shown) {
        TenantViews.atOneMoment(); // no payment that its batch does not count
        return find(tenant, batch).map(view -> details(view, BatchRow.findById(batch.value()), shown));
    }

    private BatchDetails details(BatchView view, BatchRow row, int shown) {
        return new BatchDetails(
                view,
                row.single,
                row.createdBy,
                row.startedAt,
                row.startedBy,
                row.releasedAt,
                Persons.open(sealing, row.releasedBy, view.tenant(), view.id()),
                row.releasedByKey,
                row.cancelledAt,
                RejectedCommandRow.<RejectedCommandRow>find("batchId = ?1 order by at desc", row.batchId)
                        .page(0, MOST_REJECTED)
                        .stream()
                        .map(RejectedCommandRow::view)
                        .toList(),
                payments.page(view.tenant(), PaymentFilter.ofBatch(row.batchId), new Slice(false, shown, null)));
    }
}
