package io.remithub.local;

import io.remithub.local.Program.Running;
import io.remithub.local.Program.StartFailed;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program that is started again whenever its process dies, until it is stopped. */
final class Supervised {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** Having run for so long, a death is a new one and not the last one again. */
    private static final Duration RECOVERED = Duration.ofMinutes(1);

    private final Program program;
    private final RunFiles runFiles;
    private final Progress progress;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CompletableFuture<Running> firstStart = new CompletableFuture<>();
    private final Thread watch;

    private Supervised(Program program, RunFiles runFiles, Progress progress) {
        this.program = program;
        this.runFiles = runFiles;
        this.progress = progress;
        this.watch = Thread.ofPlatform().name("watch-" + program.name()).unstarted(this::keepRunning);
    }

    static Supervised start(Program program, RunFiles runFiles, Progress progress) {
        var supervised = new Supervised(program, runFiles, progress);
        supervised.watch.start();
        return supervised;
    }

    /** Completes when the program is ready for the first time, or exceptionally when it could not be started. */
    CompletableFuture<Running> ready() {
        return firstStart;
    }

    /** From now on a death is final. */
    void noMoreStarts() {
        stopping.countDown();
    }

    void stop() {
        noMoreStarts();
        watch.interrupt();
        try {
            watch.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepRunning() {
        var pause = FIRST_PAUSE;
        while (stopping.getCount() > 0) {
            var began = System.nanoTime();
            var running = startOnce();
            if (running == null && !firstStart.isDone()) {
                return;
            }
            if (running != null) {
                watch(running);
            }
            if (Duration.ofNanos(System.nanoTime() - began).compareTo(RECOVERED) > 0) {
                pause = FIRST_PAUSE;
            }
            if (isStoppedWithin(pause)) {
                return;
            }
            progress.say("%s has died; starting it again", program.name());
            pause = longer(pause);
        }
    }

    private @Nullable Running startOnce() {
        var began = System.nanoTime();
        try {
            var running = program.start(process -> runFiles.record(program.name(), program.port(), process));
            progress.ready(program, Duration.ofNanos(System.nanoTime() - began));
            firstStart.complete(running);
            return running;
        } catch (InterruptedException stopped) {
            firstStart.completeExceptionally(stopped);
        } catch (StartFailed | RuntimeException | Error e) {
            if (!firstStart.completeExceptionally(e) && stopping.getCount() > 0) {
                progress.say("%s", e.getMessage());
            }
        }
        runFiles.forget(program.name());
        return null;
    }

    private void watch(Running running) {
        try {
            running.process().onExit().get();
        } catch (InterruptedException stopped) {
            // falls through to its end
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        running.stop();
        runFiles.forget(program.name());
    }

    private boolean isStoppedWithin(Duration pause) {
        try {
            return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            return true;
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
