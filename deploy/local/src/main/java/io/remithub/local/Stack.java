package io.remithub.local;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The running parts, in the order in which they were started. */
final class Stack {

    private final Programs programs;
    private final RunFiles runFiles;
    private final Progress progress;
    private final Deque<List<Supervised>> started = new ArrayDeque<>();

    Stack(Programs programs, RunFiles runFiles, Progress progress) {
        this.programs = programs;
        this.runFiles = runFiles;
        this.progress = progress;
    }

    /** @throws Program.StartFailed with what the first part that failed says of it */
    void start() throws Program.StartFailed, InterruptedException {
        requireFreePorts();
        startTogether(programs.foundation());
        startTogether(programs.services());
    }

    /** The last come first: nobody loses what it stands on while it is finishing its work. */
    synchronized void stop() {
        started.forEach(parts -> parts.forEach(Supervised::noMoreStarts));
        while (!started.isEmpty()) {
            inParallel(started.pop());
        }
    }

    private void startTogether(List<Program> together) throws Program.StartFailed, InterruptedException {
        var supervised = new ArrayList<Supervised>();
        synchronized (this) {
            together.forEach(program -> supervised.add(Supervised.start(program, runFiles, progress)));
            started.push(supervised);
        }
        for (var one : supervised) {
            try {
                one.ready().get();
            } catch (ExecutionException e) {
                throw reason(e.getCause());
            }
        }
    }

    private void requireFreePorts() throws Program.StartFailed {
        var all = new ArrayList<>(programs.foundation());
        all.addAll(programs.services());
        for (var program : all) {
            for (int port : program.ports()) {
                if (!Ports.isFree(port)) {
                    throw new Program.StartFailed(
                            "port %d, which %s needs, is taken by another program".formatted(port, program.name()));
                }
            }
        }
    }

    private static Program.StartFailed reason(@Nullable Throwable cause) throws InterruptedException {
        return switch (cause) {
            case Program.StartFailed failed -> failed;
            case InterruptedException interrupted -> throw interrupted;
            case null -> new Program.StartFailed("the stack was not started");
            default -> new Program.StartFailed(String.valueOf(cause.getMessage()));
        };
    }

    private static void inParallel(List<Supervised> parts) {
        var stops = parts.stream()
                .map(part -> Thread.ofPlatform().name("stop").start(part::stop))
                .toList();
        for (var stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
