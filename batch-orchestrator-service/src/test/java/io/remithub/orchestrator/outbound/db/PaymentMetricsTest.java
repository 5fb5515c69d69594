package io.remithub.orchestrator.outbound.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import io.remithub.messaging.Ids;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class PaymentMetricsTest {

    /** Each holds what is open and nothing else: one is as good as another. */
    private static final Pattern OPEN_ONES =
            Pattern.compile("Scan (using|on) payment_exception_(open|worklist|of_batch) ");

    @Inject
    DataSource database;

    @Inject
    MeterRegistry metrics;

    @Test
    void gauges_are_one_look_along_the_indexes_however_many_payments_there_are() throws SQLException {
        var plan = new ArrayList<String>();
        try (var connection = database.getConnection();
                var settings = connection.createStatement();
                var explained = connection.prepareStatement("explain " + PaymentMetrics.STANDING)) {
            connection.setAutoCommit(false);
            settings.execute("set local enable_seqscan = off");
            explained.setString(1, "{}");
            explained.setString(2, "{}");
            try (var lines = explained.executeQuery()) {
                while (lines.next()) {
                    plan.add(lines.getString(1));
                }
            }
            connection.rollback();
            connection.setAutoCommit(true);
        }

        assertThat(plan)
                .noneMatch(line -> line.contains("Seq Scan on payment"))
                .anyMatch(line -> line.contains("using payment_oldest"))
                .anyMatch(line -> OPEN_ONES.matcher(line).find())
                .anyMatch(line -> line.contains("using payment_by_acceptance"));
    }

    @Test
    void an_exception_is_overdue_as_soon_as_the_time_of_its_most_urgent_code_is_over() throws SQLException {
        double refused = overdue("partner-credential-refused");
        double rejected = overdue("claim-rejected");
        open("claim-rejected", "partner-credential-refused", "59 minutes");
        open("claim-rejected", "partner-credential-refused", "61 minutes");
        open("claim-rejected", "out-of-balance", "23 hours 59 minutes");
        open("claim-rejected", "out-of-balance", "24 hours 1 minute");

        await().untilAsserted(() -> {
            assertThat(overdue("partner-credential-refused")).isEqualTo(refused + 1);
            assertThat(overdue("claim-rejected")).isEqualTo(rejected + 1);
        });
    }

    private double overdue(String code) {
        return metrics.get("hub.exceptions.overdue").tag("code", code).gauge().value();
    }

    private void open(String code, String other, String since) throws SQLException {
        update("""
                insert into payment_exception (id, tenant_id, batch_id, payment_id, codes, causes, opened_at)
                values ('%1$s', 'overdue', '%1$s', '%1$s', '{%2$s, %3$s}', '[]', now() - interval '%4$s')""".formatted(Ids.next(), code, other, since));
    }

    @AfterEach
    void closeThem() throws SQLException {
        update("delete from payment_exception where tenant_id = 'overdue'");
    }

    private void update(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
