package io.remithub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A few faults in a few minutes; {@code ./dev faults} has all of them. */
@Order(5)
class ShortFaultsTest {

    private static final Path WORK = Path.of("target/faults");
    private static final long SEED = Long.getLong("faults.seed", 1);
    private static final int PAYMENTS = 150;
    private static final Duration SPREAD = Duration.ofSeconds(15);

    private static String oneAfterTheOther(Fault.Scene scene) throws Exception {
        var struck = new ArrayList<String>();
        for (var fault : List.<Fault>of(Processes::kill, Servers::killBroker, Servers::breakDatabase)) {
            struck.add(fault.strike(scene));
        }
        return String.join(", ", struck);
    }

    @Test
    void a_service_the_broker_and_the_database_fail_while_payers_work_and_nothing_is_lost_or_done_twice()
            throws Exception {
        var report = new Report(SEED);
        try (var run = Run.start(WORK, SEED)) {
            var outcome = run.fault(
                    "a service, the broker, the database", ShortFaultsTest::oneAfterTheOther, PAYMENTS, SPREAD);
            report.add(outcome);
            assertThat(outcome.violations())
                    .describedAs("seed %d: %s", SEED, outcome.strikes())
                    .isEmpty();
        }
    }
}
