package io.remithub.intake.outbound.db;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.remithub.database.AnyOf;
import io.remithub.database.Sql;
import io.remithub.intake.application.DetailedView;
import io.remithub.intake.application.Page;
import io.remithub.intake.application.Slice;
import io.remithub.intake.application.Trace;
import io.remithub.intake.application.Trace.Moment;
import io.remithub.intake.application.Trace.Traced;
import io.remithub.intake.application.Traces;
import io.remithub.intake.domain.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** A statement for the kinds, one for the ids, and one for each table that tells of the payments found. */
@ApplicationScoped
class SqlTraces implements Traces {

    private final DataSource database;
    private final PaymentColumns columns;

    SqlTraces(DataSource database, PaymentColumns columns) {
        this.database = database;
        this.columns = columns;
    }

    @Override
    public List<Trace.Kind> kindsOf(TenantId tenant, String key) {
        String sql = Stream.of(Trace.Kind.values())
                .map(kind -> "exists (" + TraceSql.known(kind) + ")")
                .collect(joining(", ", "select ", ""));
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(sql)) {
            var values = new Parameters(query);
            for (var _ : Trace.Kind.values()) {
                values.next(tenant.value());
                values.next(key);
            }
            var kinds = new ArrayList<Trace.Kind>();
            try (var row = query.executeQuery()) {
                row.next();
                for (var kind : Trace.Kind.values()) {
                    if (row.getBoolean(kind.ordinal() + 1)) {
                        kinds.add(kind);
                    }
                }
            }
            return List.copyOf(kinds);
        } catch (SQLException failed) {
            throw Sql.failure(failed);
        }
    }

    @Override
    public Page<Traced> payments(TenantId tenant, String key, List<Trace.Kind> kinds, Slice slice) {
        try (var connection = database.getConnection()) {
            var ids = Page.of(ids(connection, tenant, key, kinds, slice), slice.limit());
            if (ids.items().isEmpty()) {
                return new Page<>(List.of(), false);
            }
            var query = TenantRows.query("payment", "payment_id", tenant, null, null)
                    .oneOf("t.payment_id", ids.items());
            var payments = TenantRows.page(
                    connection, query, PaymentColumns.SQL, new Slice(false, slice.limit(), null), columns::view);
            var timelines = timelines(connection, ids.items());
            var claims = claims(ids.items());
            return new Page<>(
                    payments.items().stream()
                            .map(payment -> new Traced(
                                    payment,
                                    claims.getOrDefault(payment.id().value(), List.of()),
                                    timelines.getOrDefault(payment.id().value(), List.of())))
                            .toList(),
                    ids.more());
        } catch (SQLException failed) {
            throw Sql.failure(failed);
        }
    }

    private static List<String> ids(
            Connection connection, TenantId tenant, String key, List<Trace.Kind> kinds, Slice slice)
            throws SQLException {
        String sql = kinds.stream()
                .map(kind -> "(" + TraceSql.payments(kind) + " and p.payment_id > ? order by payment_id limit ?)")
                .collect(joining(" union ", "select payment_id from (", ") k order by payment_id limit ?"));
        try (var query = connection.prepareStatement(sql)) {
            var values = new Parameters(query);
            int oneMore = slice.limit() + 1;
            for (var _ : kinds) {
                values.next(tenant.value());
                values.next(key);
                values.next(slice.after() == null ? "" : slice.after());
                values.next(oneMore);
            }
            values.next(oneMore);
            var ids = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return ids;
        }
    }

    private static Map<String, List<Moment>> timelines(Connection connection, List<String> payments)
            throws SQLException {
        var timelines = new HashMap<String, List<Moment>>();
        try (var query = connection.prepareStatement(TraceSql.TIMELINE)) {
            var values = new Parameters(query);
            for (int i = 0; i < TraceSql.TIMELINE_PARAMETERS; i++) {
                values.next(connection.createArrayOf("text", payments.toArray()));
            }
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    timelines
                            .computeIfAbsent(row.getString("payment_id"), _ -> new ArrayList<>())
                            .add(new Moment(
                                    Columns.instant(row, "at"),
                                    Trace.Event.valueOf(row.getString("event")),
                                    row.getString("by"),
                                    row.getString("status"),
                                    row.getString("reason"),
                                    row.getString("command"),
                                    row.getString("id")));
                }
            }
        }
        return timelines;
    }

    private static Map<String, List<DetailedView.Claim>> claims(List<String> payments) {
        return ClaimRow.<ClaimRow>stream("any_of(paymentId, ?1) order by paymentId, claimIndex", AnyOf.these(payments))
                .collect(groupingBy(row -> row.paymentId, mapping(ClaimRow::view, toList())));
    }
}
