package io.remithub.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTest {

    @TempDir
    Path directory;

    private RunFiles runFiles;
    private Process process;

    @BeforeEach
    void noProcessYet() {
        runFiles = new RunFiles(new State(directory));
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void a_process_that_an_earlier_launcher_left_behind_is_ended() throws Exception {
        process = sleeper(directory.toString());
        runFiles.record("payment-intake-service", 8080, process.toHandle());

        runFiles.reap();

        assertThat(process.waitFor(Duration.ofSeconds(5))).isTrue();
        assertThat(runFiles.entries()).isEmpty();
    }

    @Test
    void a_stranger_that_was_given_the_same_pid_is_left_alone() throws Exception {
        process = sleeper("somebody else's");
        runFiles.record("payment-intake-service", 8080, process.toHandle());

        runFiles.reap();

        assertThat(process.isAlive()).isTrue();
        assertThat(runFiles.entries()).isEmpty();
    }

    @Test
    void an_entry_tells_name_port_and_process() throws Exception {
        process = sleeper(directory.toString());
        runFiles.record("kafka", 9092, process.toHandle());

        assertThat(runFiles.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.name()).isEqualTo("kafka");
            assertThat(entry.port()).isEqualTo(9092);
            assertThat(entry.process()).map(ProcessHandle::pid).contains(process.pid());
        });
    }

    /** A process whose command line says {@code mark}, waiting for input that never comes. */
    static Process sleeper(String mark) throws IOException {
        return new ProcessBuilder("sh", "-c", "read never", mark).start();
    }
}
