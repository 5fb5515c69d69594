package io.remithub.system;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Parts are killed while payments are under way; the launcher starts them again, and nothing is lost or done twice. */
@Order(5)
@ExtendWith(RunningHub.class)
class SurvivalTest {

    /** Before each kill, and again while who was killed is away. */
    private static final int PAYMENTS = 5;

    private static final int SECONDS_TO_COMPLETE = 120;

    @Test
    void a_kill_9_of_each_service_while_payments_are_under_way_loses_nothing_and_posts_nothing_twice()
            throws Exception {
        var series = new Series("survival");

        for (var victim : LogLines.SERVICES) {
            series.issue(PAYMENTS);
            var killed = Parts.ready(victim).orElseThrow(() -> new AssertionError(victim + " is not ready"));
            killed.destroyForcibly();
            series.issue(PAYMENTS);
            Parts.awaitSuccessor(victim, killed);
        }

        series.awaitCompleted(SECONDS_TO_COMPLETE);
        series.assertPostedOnce();
    }
}
