package io.remithub.orchestrator.outbound.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HubTestResource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class PaymentMetricsTest {

    /** Each holds what is open and nothing else: one is as good as another. */
    private static final Pattern OPEN_ONES =
            Pattern.compile("Scan (using|on) payment_exception_(open|worklist|of_batch) ");

    @Inject
    DataSource database;

    @Test
    void gauges_are_one_look_along_the_indexes_however_many_payments_there_are() throws SQLException {
        var plan = new ArrayList<String>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local enable_seqscan = off");
            try (var lines = statement.executeQuery("explain " + PaymentMetrics.STANDING)) {
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
}
