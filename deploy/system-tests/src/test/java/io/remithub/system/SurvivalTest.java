package io.remithub.system;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A part is killed while payments are under way; the launcher starts it again, and nothing is lost or done twice. */
@Order(5)
@ExtendWith(RunningHub.class)
class SurvivalTest {

    private static final int PAYMENTS = 20;
    private static final int SECONDS_TO_COMPLETE = 120;

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "payment-intake-service",
                "batch-orchestrator-service",
                "claim-status-poller",
                "ehr-posting-service"
            })
    void a_kill_9_while_20_payments_are_under_way_loses_nothing_and_posts_nothing_twice(String victim)
            throws Exception {
        var series = new Series(victim.substring(0, 3));

        series.issue(PAYMENTS / 2);
        var killed = Parts.ready(victim).orElseThrow();
        killed.destroyForcibly();
        series.issue(PAYMENTS / 2);
        Parts.awaitSuccessor(victim, killed);

        series.awaitCompleted(SECONDS_TO_COMPLETE);
        series.assertPostedOnce();
    }
}
