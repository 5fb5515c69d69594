package io.remithub.intake.outbound.db;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.intake.application.BatchFilter;
import io.remithub.intake.application.PaymentFilter;
import io.remithub.intake.application.Slice;
import io.remithub.intake.domain.TenantId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * How the database goes about each filter, among 200,000 payments of which most are of others. Temporary
 * tables take the place of the real ones, indexes and all, and are gone with the transaction.
 */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class PlansTest {

    private static final TenantId TENANT = new TenantId(UUID.randomUUID());
    private static final UUID ACCOUNT = UUID.randomUUID();
    private static final Instant BORN = Instant.parse("2026-03-01T00:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-03-02");
    private static final int MOST_ROWS = 1_500;

    private static final String ROWS =
            """
            create temp table account (like public.account including defaults) on commit drop;
            create temp table payment_batch (like public.payment_batch including defaults) on commit drop;
            create temp table payment (like public.payment including defaults) on commit drop;
            set local synchronous_commit = off;
            insert into account (account_id, tenant_id, short_code, sub_short_code)
            select case n when 1 then '%2$s'::uuid else gen_random_uuid() end, '%1$s', 'P' || n, 'S' from generate_series(1, 40) n;
            create temp table born on commit drop as
            select n, lpad(to_hex(%3$d + n * 1000), 12, '0') || lpad(to_hex(n), 20, '0') as id,
                   case when n %% 4 = 0 then '%1$s'::uuid else '%5$s'::uuid end as tenant,
                   case when n %% 160 = 0 then '%2$s'::uuid else (array['%5$s', '%6$s']::uuid[])[n %% 2 + 1] end as account,
                   to_timestamp((%3$d + n * 1000) / 1000.0) as at
              from generate_series(1, 200000) n;
            insert into payment_batch (batch_id, tenant_id, account_id, client_request_id, single, expected_total,
                expected_payments, current_total, current_payments, status, created_by, created_at)
            select id, tenant, account, 'R' || n, true, 1, 1, 1, 1,
                   case when n %% 400 = 0 then 'Held' else 'Completed' end, 'key', at from born where n %% 4 = 0;
            insert into payment (payment_id, tenant_id, batch_id, account_id, issuer_reference_id, issuer_payment_id,
                payment_date, amount, payee_key, findings, status, available_balance, issuance, hold_reasons, created_at)
            select id, tenant, id, account, 'R' || n, 'C' || n / 8, '%4$s'::date + n / 1000, 1, 'payee', '[]',
                   case when n %% 400 = 0 then 'Held' when n %% 3 = 0 then 'Loading' else 'Completed' end, 1, 1, '{}', at
              from born""".formatted(TENANT, ACCOUNT, BORN.toEpochMilli(), DAY, UUID.randomUUID(), UUID.randomUUID());

    private static final PaymentFilter ALL = payments(Map.of());

    @Test
    void every_filter_of_a_list_goes_along_an_index_without_a_sort_and_reads_little_more_than_it_shows()
            throws Exception {
        var plans = new TreeMap<String, List<String>>();
        try (var connection = DriverManager.getConnection(
                HubTestResource.jdbcUrl(), HubTestResource.username(), HubTestResource.password())) {
            connection.setAutoCommit(false);
            fill(connection);
            for (var slice : List.of(new Slice(true, 50, null), new Slice(false, 50, idOf(100_000)))) {
                for (var filter : paymentFilters().entrySet()) {
                    var accounts = filter.getValue().accountShortCode() == null ? List.<UUID>of() : List.of(ACCOUNT);
                    plans.put(
                            "payments by " + filter.getKey() + slice,
                            faults(
                                    connection,
                                    SqlPaymentViews.query(TENANT, filter.getValue(), accounts),
                                    PaymentColumns.SQL,
                                    slice));
                }
                for (var filter : batchFilters().entrySet()) {
                    var accounts = filter.getValue().accountShortCode() == null ? List.<UUID>of() : List.of(ACCOUNT);
                    plans.put(
                            "batches by " + filter.getKey() + slice,
                            faults(
                                    connection,
                                    SqlBatchViews.query(TENANT, filter.getValue(), accounts),
                                    BatchColumns.SQL,
                                    slice));
                }
            }
            connection.rollback();
        }

        plans.values().removeIf(List::isEmpty);
        assertThat(plans).isEmpty();
    }

    /** Rows first, indexes after them: that is several times as quick. */
    private static void fill(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(ROWS);
            var indexes = new ArrayList<String>();
            try (var rows = statement.executeQuery("select indexdef from pg_indexes where schemaname = 'public'"
                    + " and tablename in ('account', 'payment', 'payment_batch')")) {
                while (rows.next()) {
                    indexes.add(rows.getString(1).replace(" ON public.", " ON pg_temp."));
                }
            }
            for (String index : indexes) {
                statement.execute(index);
            }
            statement.execute("analyze account, payment, payment_batch");
        }
    }

    private static Map<String, PaymentFilter> paymentFilters() {
        var filters = new TreeMap<String, PaymentFilter>();
        filters.put("nothing", ALL);
        filters.put("issuerReferenceId", payments(Map.of("issuerReferenceId", "R100004")));
        filters.put("clientRequestId", payments(Map.of("clientRequestId", "R100004")));
        filters.put("issuerPaymentId", payments(Map.of("issuerPaymentId", "C12501")));
        filters.put("batchId", payments(Map.of("batchId", idOf(100_004))));
        filters.put("a status", payments(Map.of("status", List.of("Held"))));
        filters.put("statuses", payments(Map.of("status", List.of("Held", "Loading", "Failed"))));
        filters.put("account", payments(Map.of("account", "P1")));
        filters.put(
                "created",
                payments(Map.of("createdFrom", BORN.plusSeconds(99_000), "createdTo", BORN.plusSeconds(120_000))));
        filters.put("payment date", payments(Map.of("dateFrom", DAY.plusDays(120), "dateTo", DAY.plusDays(120))));
        filters.put("payment dates", payments(Map.of("dateFrom", DAY.plusDays(120), "dateTo", DAY.plusDays(140))));
        filters.put("payment date from", payments(Map.of("dateFrom", DAY.plusDays(90))));
        filters.put("account and status", payments(Map.of("account", "P1", "status", List.of("Loading", "Held"))));
        return filters;
    }

    private static Map<String, BatchFilter> batchFilters() {
        return Map.of(
                "nothing", new BatchFilter(null, List.of(), null, null, null, null),
                "clientRequestId", new BatchFilter("R100004", List.of(), null, null, null, null),
                "statuses", new BatchFilter(null, List.of("Held", "Created"), null, null, null, null),
                "account", new BatchFilter(null, List.of(), "P1", null, null, null),
                "created",
                        new BatchFilter(
                                null, List.of(), null, null, BORN.plusSeconds(99_000), BORN.plusSeconds(120_000)));
    }

    @SuppressWarnings("unchecked")
    private static PaymentFilter payments(Map<String, Object> by) {
        return new PaymentFilter(
                (String) by.get("issuerReferenceId"),
                (String) by.get("clientRequestId"),
                (String) by.get("issuerPaymentId"),
                (String) by.get("batchId"),
                (List<String>) by.getOrDefault("status", List.of()),
                (String) by.get("account"),
                null,
                (Instant) by.get("createdFrom"),
                (Instant) by.get("createdTo"),
                (LocalDate) by.get("dateFrom"),
                (LocalDate) by.get("dateTo"));
    }

    private static String idOf(int n) {
        return "%012x%020x".formatted(BORN.toEpochMilli() + n * 1000L, n);
    }

    private static List<String> faults(Connection connection, KeysetQuery query, String columns, Slice slice)
            throws Exception {
        try (var statement = query.prepare(connection, columns, slice);
                var explain = connection.createStatement();
                var rows = explain.executeQuery("explain (analyze, timing off, format json) " + statement)) {
            rows.next();
            JsonNode plan = new ObjectMapper().readTree(rows.getString(1)).at("/0/Plan");
            var faults = new ArrayList<String>();
            long read = collect(plan, faults);
            if (read > MOST_ROWS) {
                faults.add(read + " rows read");
            }
            return faults.isEmpty() ? faults : List.of(faults.toString(), plan.toString());
        } catch (SQLException failed) {
            return List.of(failed.getMessage());
        }
    }

    /** Of the list itself: what is looked up for a row shown reads its few by their keys. */
    private static long collect(JsonNode node, List<String> faults) {
        if (node.path("Parent Relationship").asText().matches("SubPlan|InitPlan")) {
            return 0;
        }
        String type = node.get("Node Type").asText();
        boolean ofPages = node.at("/Plans/0/Node Type").asText().equals("Append");
        if ((type.contains("Sort") && !ofPages) || type.contains("Seq Scan") || type.contains("Bitmap")) {
            faults.add(type);
        }
        long read = type.contains("Index")
                ? node.get("Actual Rows").asLong()
                        + node.path("Rows Removed by Filter").asLong()
                : 0;
        for (var child : node.path("Plans")) {
            read += collect(child, faults);
        }
        return read;
    }
}
