package io.remithub.local;

import io.remithub.local.Program.StartFailed;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A launcher in the background, whose progress lines are shown until it is ready. */
final class Detached {

    static final String READY = "The stack is ready";

    private static final int MILLIS_BETWEEN_LOOKS = 100;

    private Detached() {}

    static void start(State state, Progress progress) throws StartFailed, InterruptedException {
        if (isRunning(state)) {
            progress.say("The stack is running already. ./dev status shows it, ./dev down stops it.");
            return;
        }
        var log = state.log(RunFiles.LAUNCHER);
        try {
            // nohup: closing the terminal is no reason to stop.
            var command = new ArrayList<>(List.of("nohup"));
            command.addAll(Jvm.launcher(state));
            command.addAll(List.of("up", "--no-sample"));
            var launcher = new ProcessBuilder(command)
                    .redirectInput(Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.to(log))
                    .start();
            follow(launcher, log.toPath(), progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void follow(Process launcher, Path log, Progress progress)
            throws IOException, StartFailed, InterruptedException {
        var shown = 0;
        while (true) {
            var alive = launcher.isAlive();
            var lines = Files.readAllLines(log);
            for (var line : lines.subList(shown, lines.size())) {
                progress.say("%s", line);
                if (line.startsWith(READY)) {
                    return;
                }
            }
            shown = lines.size();
            if (!alive) {
                throw new StartFailed("The stack could not be started.");
            }
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
        }
    }

    private static boolean isRunning(State state) {
        var lock = LauncherLock.take(state);
        lock.ifPresent(LauncherLock::close);
        return lock.isEmpty();
    }
}
