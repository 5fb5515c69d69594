package io.remithub.intake.outbound.db;

import io.remithub.intake.application.Page;
import io.remithub.intake.application.Slice;
import io.remithub.intake.domain.TenantId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What lists of payments and of batches have in common. */
final class TenantRows {

    static final String STATUS = "coalesce(t.asked_status, t.status)";

    /**
     * An id is drawn by its machine's clock, a row's instant is the database's, and a request lies between them. Clocks
     * may be some ten minutes wrong; each minute more is another minute's rows that a list reads in vain.
     */
    private static final Duration SLACK = Duration.ofMinutes(15);

    private TenantRows() {}

    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    static <T> Page<T> page(Connection connection, KeysetQuery query, String columns, Slice slice, Row<T> row)
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
    static KeysetQuery query(String table, String key, TenantId tenant, @Nullable Instant from, @Nullable Instant to) {
        var query = new KeysetQuery(table, key).where("t.tenant_id = ?", tenant.value());
        if (from != null) {
            query.where("t." + key + " >= ?", bornAt(from.minus(SLACK)))
                    .where("t.created_at >= ?", from.atOffset(ZoneOffset.UTC));
        }
        if (to != null) {
            query.where("t." + key + " < ?", bornAt(to.plus(SLACK)))
                    .where("t.created_at < ?", to.atOffset(ZoneOffset.UTC));
        }
        return query;
    }

    private static String bornAt(Instant at) {
        return "%012x".formatted(Math.max(0, at.toEpochMilli()));
    }

    /** @return empty where no account is asked for */
    static Optional<List<UUID>> accounts(
            Connection connection, TenantId tenant, @Nullable String code, @Nullable String subCode)
            throws SQLException {
        if (code == null && subCode == null) {
            return Optional.empty();
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
            return Optional.of(accounts);
        }
    }
}
