package io.remithub.orchestrator.inbound.timer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.remithub.embedded.HandSetClock;
import io.remithub.embedded.HubTestResource;
import io.remithub.orchestrator.application.Reconcile;
import io.remithub.orchestrator.config.WorklistConfig;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A night that no other test has days of. */
@QuarkusTest
@WithTestResource(value = HubTestResource.class, scope = TestResourceScope.GLOBAL)
class NightLoopTest {

    private static final LocalDate DAY = LocalDate.parse("1960-01-01");

    @Inject
    Reconcile reconcile;

    @Inject
    WorklistConfig config;

    @Inject
    DataSource database;

    private final HandSetClock clock =
            new HandSetClock(DAY.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));

    @AfterEach
    void nothing_fails_any_more() throws SQLException {
        execute("drop trigger if exists failing on reconciliation");
    }

    @Test
    void a_night_that_fails_is_tried_again_after_a_while_and_not_at_once() throws SQLException {
        execute("create or replace function fail() returns trigger language plpgsql"
                + " as 'begin raise division_by_zero; end'");
        execute("create trigger failing before insert on reconciliation"
                + " for each row when (new.day = '%s') execute function fail()".formatted(DAY));
        var night = new NightLoop(reconcile, clock, config);
        assertThat(night.due()).isEmpty();
        clock.pass(Duration.ofHours(8));

        night.due().forEach(Runnable::run);
        assertThat(night.due()).isEmpty();

        nothing_fails_any_more();
        clock.pass(Duration.ofMinutes(10));
        night.due().forEach(Runnable::run);
        assertThat(reconcile.report(DAY).lastRun()).isNotNull();
        clock.pass(Duration.ofMinutes(10));
        assertThat(night.due()).isEmpty();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
