package io.remithub.intake.outbound.db;

import io.remithub.intake.application.DetailedView;
import io.remithub.intake.application.Page;
import io.remithub.intake.application.PaymentFilter;
import io.remithub.intake.application.PaymentView;
import io.remithub.intake.application.PaymentViews;
import io.remithub.intake.application.Slice;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A statement a page, a statement a payment; details take one for each table. */
@ApplicationScoped
class SqlPaymentViews implements PaymentViews {

    private static final String OF_REQUEST =
            "t.batch_id = (select batch_id from payment_batch where tenant_id = ? and client_request_id = ?)";
    private static final int MOST_DAYS = 366;

    private final TenantViews<PaymentView> views;
    private final Details details;

    SqlPaymentViews(DataSource database, PaymentColumns columns, Details details) {
        this.views = new TenantViews<>(database, "payment", "payment_id", PaymentColumns.SQL, columns::view);
        this.details = details;
    }

    @Override
    public Optional<PaymentView> find(TenantId tenant, PaymentId payment) {
        return views.find(tenant, payment.value());
    }

    @Override
    public Page<PaymentView> page(TenantId tenant, PaymentFilter filter, Slice slice) {
        return views.page(
                tenant,
                filter.accountShortCode(),
                filter.subAccountShortCode(),
                accounts -> query(tenant, filter, accounts),
                slice);
    }

    /** @param accounts those that the filter's codes name */
    static KeysetQuery query(TenantId tenant, PaymentFilter filter, List<UUID> accounts) {
        var query = TenantRows.query("payment", "payment_id", tenant, filter.createdFrom(), filter.createdTo())
                .named("t.issuer_reference_id", filter.issuerReferenceId())
                .where("t.batch_id = ?", filter.batchId())
                .where("t.issuer_payment_id = ?", filter.issuerPaymentId())
                .oneOf(TenantRows.STATUS, filter.statuses())
                .oneOf("t.account_id", accounts);
        if (filter.clientRequestId() != null) {
            query.where(OF_REQUEST, tenant.value(), filter.clientRequestId());
        }
        paid(query, filter.paymentDateFrom(), filter.paymentDateTo());
        return query;
    }

    private static void paid(KeysetQuery query, @Nullable LocalDate from, @Nullable LocalDate to) {
        if (from != null && to != null && to.isBefore(from.plusDays(MOST_DAYS))) {
            query.oneOf("t.payment_date", from.datesUntil(to.plusDays(1)).toList());
        } else {
            query.where("t.payment_date >= ?", from).where("t.payment_date <= ?", to);
        }
    }

    @Override
    public Optional<DetailedView> findDetails(TenantId tenant, PaymentId payment) {
        TenantViews.atOneMoment(); // no exception beside the status that it has overtaken
        return find(tenant, payment).map(details::of);
    }

    @Override
    public Optional<DetailedView> findDetails(PaymentId payment) {
        TenantViews.atOneMoment();
        return PaymentRow.<PaymentRow>findByIdOptional(payment.value())
                .flatMap(row -> find(new TenantId(row.tenantId), payment))
                .map(details::of);
    }
}
