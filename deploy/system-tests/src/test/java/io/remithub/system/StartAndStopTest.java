package io.remithub.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Before all others: each of these brings its own hub up, on the state that the one before has left. */
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StartAndStopTest {

    @TempDir
    Path directory;

    @BeforeAll
    static void aMachineOnWhichTheHubHasNeverRun() throws Exception {
        Dev.startOver();
    }

    @AfterAll
    static void down() throws Exception {
        Dev.run("down");
    }

    @Test
    @Order(1)
    void the_first_start_shows_the_sample_payment_on_its_way_to_completed_and_ends_with_0() throws Exception {
        var up = Dev.run("up", "--exit");

        assertThat(up.output())
                .contains("kafka", "ready on 9092", "2 claims registered", "issued")
                .containsSubsequence("Created", "Loading", "RemittanceRequested", "Requested", "Sent", "Completed");
        assertThat(up.exitCode()).isZero();
        assertThat(Dev.takenPorts()).isEmpty();
    }

    @Test
    @Order(2)
    void the_second_start_shows_the_payment_of_the_first() throws Exception {
        upInTheForeground().destroyForcibly().waitFor();
    }

    @Test
    @Order(3)
    void after_a_kill_9_of_the_launcher_it_starts_again_with_what_it_had_and_terminated_takes_everything_along()
            throws Exception {
        var launcher = upInTheForeground();

        launcher.destroy();

        assertThat(launcher.waitFor(60, SECONDS)).isTrue();
        assertThat(Dev.takenPorts()).isEmpty();
    }

    /** Once it has shown the payment that the first start issued. */
    private Process upInTheForeground() throws Exception {
        var output = directory.resolve("up.out");
        var launcher = Dev.start(output, "up");
        await().atMost(180, SECONDS).until(() -> {
            assertThat(launcher.isAlive()).describedAs(Files.readString(output)).isTrue();
            return Files.readString(output).contains("Ctrl-C stops it.");
        });
        assertThat(Files.readString(output)).contains("was issued before", "Completed");
        return launcher;
    }
}
