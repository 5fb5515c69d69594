package io.remithub.orchestrator;

import static io.remithub.orchestrator.Events.accepted;
import static io.remithub.orchestrator.Events.header;
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
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What those who watch payments are told of them. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class StandingPaymentsTest {

    private static final double DAY = 86_400;

    @Inject
    Polls polls;

    @Inject
    DataSource database;

    @Inject
    MeterRegistry metrics;

    private final String batch = Ids.next();
    private final String payment = Ids.next();

    @AfterEach
    void stepNow() throws SQLException {
        update("last_step_at = now()");
    }

    @Test
    void a_payment_has_stood_since_its_last_step_however_long_ago_it_was_accepted() throws SQLException {
        polls.intake(batch, accepted(header(batch, true, 1), payment, true, "held-" + payment));
        update("accepted_at = now() - interval '3 days', last_step_at = now() - interval '3 days'");
        await().untilAsserted(() -> assertThat(oldest("Held")).isGreaterThan(3 * DAY));

        polls.intake(batch, Events.release(batch, List.of(payment)));

        await().untilAsserted(() -> assertThat(oldest("Held")).isLessThan(DAY));
        assertThat(oldest("RemittanceRequested")).isLessThan(DAY);

        update("last_step_at = now() - interval '2 days'");

        await().untilAsserted(() -> assertThat(oldest("RemittanceRequested")).isGreaterThan(2 * DAY));
    }

    @Test
    void a_day_that_no_night_came_to_is_due_since_it_ended() throws SQLException {
        polls.intake(batch, accepted(header(batch, true, 1), payment, true, "held-" + payment));

        update("accepted_at = now() - interval '20 days'");

        await().untilAsserted(() -> assertThat(
                        metrics.get("hub.reconciliation.due.seconds").gauge().value())
                .isBetween(19 * DAY, 20 * DAY));
    }

    @Test
    void what_the_poller_is_asked_is_counted_claim_by_claim() {
        double before = asked();
        polls.registered("one-" + payment);

        polls.intake(
                batch, accepted(header(batch, false, 1), payment, true, "one-" + payment, "unregistered-" + payment));

        assertThat(asked()).isEqualTo(before + 1);
    }

    private double asked() {
        return metrics.get("hub.claims.asked").counter().count();
    }

    private double oldest(String status) {
        return metrics.get("hub.payments.oldest.seconds")
                .tag("status", status)
                .gauge()
                .value();
    }

    private void update(String set) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("update payment set %s where payment_id = '%s'".formatted(set, payment));
        }
    }
}
