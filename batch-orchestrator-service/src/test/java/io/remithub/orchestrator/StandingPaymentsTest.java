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
import io.remithub.orchestrator.application.Reconcile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
    Reconcile reconcile;

    @Inject
    DataSource database;

    @Inject
    MeterRegistry metrics;

    private final String batch = Ids.next();
    private final String payment = Ids.next();

    @AfterEach
    void stepNow() throws SQLException {
        update("accepted_at = now(), last_step_at = now()");
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

        await().untilAsserted(() -> assertThat(due()).isBetween(19 * DAY, 20 * DAY));
    }

    @Test
    void a_day_that_was_reconciled_while_it_still_ran_is_due_since_it_ended() throws SQLException {
        polls.intake(batch, accepted(header(batch, true, 1), payment, true, "held-" + payment));
        update("accepted_at = now() - interval '25 days'");
        var day = LocalDate.now(ZoneOffset.UTC).minusDays(25);
        var ended = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);

        reconciled(day, ended.minus(Duration.ofHours(20)), 1);

        double sinceItsEnd = Duration.between(ended, Instant.now()).toSeconds();
        await().untilAsserted(() -> assertThat(due()).isBetween(sinceItsEnd - 1, sinceItsEnd + 60));
    }

    @Test
    void a_settled_day_that_moves_is_due_since_a_night_found_it() throws SQLException {
        polls.intake(batch, accepted(header(batch, true, 1), payment, true, "held-" + payment));
        update("accepted_at = now() - interval '30 days', last_step_at = now() - interval '30 days'");
        var today = LocalDate.now(ZoneOffset.UTC);
        var day = today.minusDays(30);
        reconciled(day, Instant.now().minus(Duration.ofDays(29)), 0);
        reconcile.due(today);
        assertThat(moved(day)).isFalse();

        polls.intake(batch, Events.release(batch, List.of(payment)));
        assertThat(reconcile.due(today)).contains(day);

        assertThat(moved(day)).isTrue();
        execute("update reconciliation set moved_at = moved_at - interval '28 days' where day = '%s'".formatted(day));
        await().untilAsserted(() -> assertThat(due()).isBetween(28 * DAY, 28.5 * DAY));
        execute("update reconciliation set moved_at = now() where day = '%s'".formatted(day));
    }

    @Test
    void what_the_poller_is_asked_is_counted_claim_by_claim() {
        double before = asked();
        polls.registered("one-" + payment);

        polls.intake(
                batch, accepted(header(batch, false, 1), payment, true, "one-" + payment, "unregistered-" + payment));

        assertThat(asked()).isEqualTo(before + 1);
    }

    private double due() {
        return metrics.get("hub.reconciliation.due.seconds").gauge().value();
    }

    private void reconciled(LocalDate day, Instant at, int unsettled) throws SQLException {
        execute(
                "insert into reconciliation (day, run_at, run_by, breaks, unsettled) values ('%s', '%s', 'operator', 0, %d)"
                        .formatted(day, at, unsettled));
    }

    private boolean moved(LocalDate day) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "select 1 from reconciliation where day = '%s' and moved_at is not null".formatted(day))) {
            return found.next();
        }
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
        execute("update payment set %s where payment_id = '%s'".formatted(set, payment));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
