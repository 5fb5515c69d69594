package io.remithub.intake.outbound.db;

import io.remithub.intake.application.BatchFilter;
import io.remithub.intake.application.BatchView;
import io.remithub.intake.application.ListedPayment;
import io.remithub.intake.application.Listings;
import io.remithub.intake.application.Page;
import io.remithub.intake.application.PaymentFilter;
import io.remithub.intake.application.Slice;
import io.remithub.intake.domain.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A statement a page. */
@ApplicationScoped
class SqlListings implements Listings {

    static final String STATUS = "coalesce(t.asked_status, t.status)";

    /** An id is drawn this long before or after its row's own instant at most: a request takes no longer. */
    private static final Duration SLACK = Duration.ofMinutes(2);

    private static final int MOST_DAYS = 366;

    private final DataSource database;

    SqlListings(DataSource database) {
        this.database = database;
    }

    @Override
    public Page<ListedPayment> payments(TenantId tenant, PaymentFilter filter, Slice slice) {
        try (var connection = database.getConnection()) {
            var accounts = accounts(connection, tenant, filter.accountShortCode(), filter.subAccountShortCode());
            if (accounts != null && accounts.isEmpty()) {
                return new Page<>(List.of(), false);
            }
            var query = tenants("payment", "t.payment_id", tenant, filter.createdFrom(), filter.createdTo())
                    .named("t.issuer_reference_id", filter.issuerReferenceId())
                    .where("t.batch_id = ?", filter.batchId())
                    .where("t.issuer_payment_id = ?", filter.issuerPaymentId())
                    .oneOf(STATUS, filter.statuses())
                    .oneOf("t.account_id", accounts == null ? List.of() : accounts);
            if (filter.clientRequestId() != null) {
                query.where(
                        "t.batch_id = (select batch_id from payment_batch where tenant_id = ? and client_request_id = ?)",
                        tenant.value(),
                        filter.clientRequestId());
            }
            paid(query, filter.paymentDateFrom(), filter.paymentDateTo());
            return page(connection, query, ListedRows.PAYMENT, slice, ListedRows::payment);
        } catch (SQLException failed) {
            throw Sql.failure("payments", failed);
        }
    }

    @Override
    public Page<BatchView> batches(TenantId tenant, BatchFilter filter, Slice slice) {
        try (var connection = database.getConnection()) {
            var accounts = accounts(connection, tenant, filter.accountShortCode(), filter.subAccountShortCode());
            if (accounts != null && accounts.isEmpty()) {
                return new Page<>(List.of(), false);
            }
            var query = tenants("payment_batch", "t.batch_id", tenant, filter.createdFrom(), filter.createdTo())
                    .named("t.client_request_id", filter.clientRequestId())
                    .oneOf(STATUS, filter.statuses())
                    .oneOf("t.account_id", accounts == null ? List.of() : accounts);
            return page(connection, query, ListedRows.BATCH, slice, ListedRows::batch);
        } catch (SQLException failed) {
            throw Sql.failure("batches", failed);
        }
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static <T> Page<T> page(Connection connection, KeysetQuery query, String columns, Slice slice, Row<T> row)
            throws SQLException {
        try (var statement = query.prepare(connection, columns, slice);
                var rows = statement.executeQuery()) {
            var found = new ArrayList<T>();
            while (rows.next()) {
                found.add(row.of(rows));
            }
            return Page.of(found, slice.limit());
        }
    }

    /** Ids begin with the millisecond of their birth, so that a time of creation is a place in the index. */
    private static KeysetQuery tenants(
            String table, String key, TenantId tenant, @Nullable Instant from, @Nullable Instant to) {
        var query = new KeysetQuery(table, key).where("t.tenant_id = ?", tenant.value());
        if (from != null) {
            query.where(key + " >= ?", bornAt(from.minus(SLACK)))
                    .where("t.created_at >= ?", from.atOffset(ZoneOffset.UTC));
        }
        if (to != null) {
            query.where(key + " < ?", bornAt(to.plus(SLACK))).where("t.created_at < ?", to.atOffset(ZoneOffset.UTC));
        }
        return query;
    }

    private static String bornAt(Instant at) {
        return "%012x".formatted(Math.max(0, at.toEpochMilli()));
    }

    private static void paid(KeysetQuery query, @Nullable LocalDate from, @Nullable LocalDate to) {
        if (from != null && to != null && from.plusDays(MOST_DAYS).isAfter(to)) {
            query.oneOf("t.payment_date", from.datesUntil(to.plusDays(1)).toList());
        } else {
            query.where("t.payment_date >= ?", from).where("t.payment_date <= ?", to);
        }
    }

    /** @return null where none is asked for by its codes */
    private static @Nullable Collection<UUID> accounts(
            Connection connection, TenantId tenant, @Nullable String code, @Nullable String subCode)
            throws SQLException {
        if (code == null && subCode == null) {
            return null;
        }
        try (var query = connection.prepareStatement("""
                select account_id from account
                 where tenant_id = ? and short_code = coalesce(?, short_code)
                   and sub_short_code = coalesce(?, sub_short_code)""")) {
            var values = new Parameters(query);
            values.next(tenant.value());
            values.next(code);
            values.next(subCode);
            var accounts = new ArrayList<UUID>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    accounts.add(rows.getObject(1, UUID.class));
                }
            }
            return accounts;
        }
    }
}
