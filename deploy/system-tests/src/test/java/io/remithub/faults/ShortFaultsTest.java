package io.remithub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A few faults in a few minutes, before another hub runs beside; {@code ./dev faults} has all of them. */
@Order(2)
class ShortFaultsTest {

    private static final Path WORK = Path.of("target/faults");
    private static final long SEED = Long.getLong("faults.seed", 1);
    private static final int PAYMENTS = 150;

    private static Run run;

    @BeforeAll
    static void start() throws Exception {
        run = Run.start(WORK, SEED);
    }

    @AfterAll
    static void stop() throws Exception {
        run.close();
    }

    @Test
    void a_service_the_broker_and_the_database_fail_while_payers_work_and_nothing_is_lost_or_done_twice()
            throws Exception {
        assertHarmless(
                "a service, the broker, the database", ShortFaultsTest::oneAfterTheOther, Duration.ofSeconds(15));
    }

    @Test
    void replicas_whose_clocks_are_apart_post_nothing_late_and_nothing_twice() throws Exception {
        assertHarmless("clocks are apart", Clocks::apart, Duration.ofSeconds(20));
    }

    private static String oneAfterTheOther(Fault.Scene scene) throws Exception {
        var struck = new ArrayList<String>();
        for (var fault : List.<Fault>of(Processes::kill, Servers::killBroker, Servers::breakDatabase)) {
            struck.add(untilItComesToSomething(fault, scene));
        }
        return String.join(", ", struck);
    }

    private static String untilItComesToSomething(Fault fault, Fault.Scene scene) throws Exception {
        var struck = fault.strike(scene);
        while (struck == null) {
            struck = fault.strike(scene);
        }
        return struck;
    }

    /** What comes of it is seen while the payers go on. */
    private static Fault once(Fault fault) {
        var struck = new AtomicBoolean();
        return scene -> {
            if (struck.getAndSet(true)) {
                Thread.sleep(Duration.ofMillis(500));
                return null;
            }
            return fault.strike(scene);
        };
    }

    private static void assertHarmless(String sentence, Fault fault, Duration spread) throws Exception {
        var outcome = run.fault(sentence, once(fault), PAYMENTS, spread);
        new Report(SEED).add(outcome);
        assertThat(outcome.violations())
                .describedAs("seed %d: %s", SEED, outcome.strikes())
                .isEmpty();
    }
}
