package io.remithub.intake.outbound.db;

import io.remithub.intake.application.DetailedView;
import io.remithub.intake.application.Page;
import io.remithub.intake.application.PaymentFilter;
import io.remithub.intake.application.PaymentView;
import io.remithub.intake.application.PaymentViews;
import io.remithub.intake.application.Slice;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.TenantId;
import io.remithub.messaging.AssociatedData;
import io.remithub.messaging.Sealing;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A statement a page, a statement a payment; details take one for each table. */
@ApplicationScoped
class SqlPaymentViews implements PaymentViews {

    private static final Slice ONE = new Slice(true, 1, null);
    private static final String OF_REQUEST =
            "t.batch_id = (select batch_id from payment_batch where tenant_id = ? and client_request_id = ?)";
    private static final int MOST_DAYS = 366;

    private final DataSource database;
    private final PaymentColumns columns;
    private final Sealing sealing;

    SqlPaymentViews(DataSource database, PaymentColumns columns, Sealing sealing) {
        this.database = database;
        this.columns = columns;
        this.sealing = sealing;
    }

    @Override
    public Optional<PaymentView> find(TenantId tenant, PaymentId payment) {
        try (var connection = database.getConnection()) {
            var query = TenantRows.query("payment", "payment_id", tenant, null, null)
                    .named("t.payment_id", payment.value());
            return page(connection, query, ONE).items().stream().findFirst();
        } catch (SQLException failed) {
            throw Sql.failure("payment", failed);
        }
    }

    @Override
    public Page<PaymentView> page(TenantId tenant, PaymentFilter filter, Slice slice) {
        try (var connection = database.getConnection()) {
            var accounts =
                    TenantRows.accounts(connection, tenant, filter.accountShortCode(), filter.subAccountShortCode());
            if (accounts.isPresent() && accounts.get().isEmpty()) {
                return Page.of(List.of(), slice.limit());
            }
            var query = query(tenant, filter, accounts.orElse(List.of()));
            return page(connection, query, slice);
        } catch (SQLException failed) {
            throw Sql.failure("payments", failed);
        }
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

    private Page<PaymentView> page(Connection connection, KeysetQuery query, Slice slice) throws SQLException {
        return TenantRows.page(connection, query, PaymentColumns.SQL, slice, columns::view);
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
        // Several queries, one moment: no exception beside the status that it has overtaken.
        PaymentRow.getEntityManager()
                .createNativeQuery("set transaction isolation level repeatable read")
                .executeUpdate();
        return find(tenant, payment).map(this::details);
    }

    private DetailedView details(PaymentView view) {
        var request = PaymentRequestRow.of(view.id(), view.issuance());
        byte[] opened = sealing.openBytes(
                request.sealed,
                AssociatedData.payment(view.tenant().toString(), view.id().value()));
        return Details.of(view, PaymentRow.findById(view.id().value()), request, opened);
    }
}
