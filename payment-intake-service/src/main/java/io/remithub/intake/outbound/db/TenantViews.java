package io.remithub.intake.outbound.db;

import io.remithub.database.Sql;
import io.remithub.intake.application.Page;
import io.remithub.intake.application.Slice;
import io.remithub.intake.domain.TenantId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Payments and batches are read alike: one by its id, or a page of them, a statement each. */
final class TenantViews<T> {

    private static final Slice ONE = new Slice(true, 1, null);

    private final DataSource database;
    private final String table;
    private final String key;
    private final String columns;
    private final TenantRows.Row<T> row;

    TenantViews(DataSource database, String table, String key, String columns, TenantRows.Row<T> row) {
        this.database = database;
        this.table = table;
        this.key = key;
        this.columns = columns;
        this.row = row;
    }

    Optional<T> find(TenantId tenant, String id) {
        try (var connection = database.getConnection()) {
            var query = TenantRows.query(table, key, tenant, null, null).named("t." + key, id);
            return TenantRows.page(connection, query, columns, ONE, row).items().stream()
                    .findFirst();
        } catch (SQLException failed) {
            throw Sql.failure(failed);
        }
    }

    /** @param query by the accounts that the codes name; none of them, where no code is given */
    Page<T> page(
            TenantId tenant,
            @Nullable String accountShortCode,
            @Nullable String subAccountShortCode,
            Function<List<UUID>, KeysetQuery> query,
            Slice slice) {
        try (var connection = database.getConnection()) {
            var accounts = TenantRows.accounts(connection, tenant, accountShortCode, subAccountShortCode);
            return accounts.isPresent() && accounts.get().isEmpty()
                    ? Page.of(List.of(), slice.limit())
                    : TenantRows.page(connection, query.apply(accounts.orElse(List.of())), columns, slice, row);
        } catch (SQLException failed) {
            throw Sql.failure(failed);
        }
    }

    /** For the transaction: what several queries tell fits together. */
    static void atOneMoment() {
        PaymentRow.getEntityManager()
                .createNativeQuery("set transaction isolation level repeatable read")
                .executeUpdate();
    }
}
