package io.remithub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A few faults in a few minutes; {@code ./dev faults} has all of them. */
@Order(5)
class ShortFaultsTest {

    private static final Path WORK = Path.of("target/faults");
    private static final long SEED = Long.getLong("faults.seed", 1);
    private static final int PAYMENTS = 50;
    private static final Duration SPREAD = Duration.ofSeconds(5);

    @Test
    void a_service_the_broker_and_the_database_fail_while_payers_work_and_nothing_is_lost_or_done_twice()
            throws Exception {
        var report = new Report(SEED);
        try (var run = Run.start(WORK, SEED)) {
            for (var row : List.of(Row.KILL, Row.BROKER, Row.DATABASE)) {
                var outcome = run.row(row, PAYMENTS, SPREAD);
                report.add(outcome);
                assertThat(outcome.violations())
                        .describedAs("seed %d: %s", SEED, outcome.strikes())
                        .isEmpty();
            }
        }
    }
}
