package io.remithub.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedTest {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final BlockingQueue<Process> started = new LinkedBlockingQueue<>();

    @Test
    void what_dies_is_started_again() throws Exception {
        var supervised = supervise(new Sleeper());
        started.poll(5, TimeUnit.SECONDS).destroyForcibly();

        var second = started.poll(5, TimeUnit.SECONDS);

        assertThat(second.isAlive()).isTrue();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("sleeper has died; starting it again");
        supervised.stop();
    }

    @Test
    void what_is_stopped_stays_so_and_is_no_longer_listed() throws Exception {
        var supervised = supervise(new Sleeper());
        supervised.ready().get();

        supervised.stop();

        assertThat(started.poll().isAlive()).isFalse();
        assertThat(started).isEmpty();
        assertThat(new RunFiles(new State(directory)).entries()).isEmpty();
    }

    @Test
    void what_cannot_be_started_at_all_is_reported_and_not_tried_forever() {
        var supervised = supervise(new Sleeper() {
            @Override
            public Running start(Consumer<ProcessHandle> born) throws StartFailed {
                throw new StartFailed("PHI_KEYSET is missing");
            }
        });

        assertThatThrownBy(() -> supervised.ready().get())
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("PHI_KEYSET is missing");
        supervised.stop();
    }

    @Test
    void a_start_that_runs_out_of_memory_fails_and_is_not_waited_for_forever() {
        var supervised = supervise(new Sleeper() {
            @Override
            public Running start(Consumer<ProcessHandle> born) {
                throw new OutOfMemoryError("Java heap space");
            }
        });

        assertThatThrownBy(() -> supervised.ready().get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("Java heap space");
        supervised.stop();
    }

    private Supervised supervise(Program program) {
        var progress = new Progress(new PrintStream(said, true, StandardCharsets.UTF_8));
        return Supervised.start(program, new RunFiles(new State(directory)), progress);
    }

    private class Sleeper implements Program {

        @Override
        public String name() {
            return "sleeper";
        }

        @Override
        public int port() {
            return 1;
        }

        @Override
        public Running start(Consumer<ProcessHandle> born) throws StartFailed {
            try {
                var process = RunFilesTest.sleeper(directory.toString());
                born.accept(process.toHandle());
                started.add(process);
                return new Running() {
                    @Override
                    public ProcessHandle process() {
                        return process.toHandle();
                    }

                    @Override
                    public void stop() {
                        process.destroyForcibly().onExit().join();
                    }
                };
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
