package io.remithub.local;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** Stops the launcher, which stops the rest; what has lost its launcher is stopped too. */
@Command(name = "down", description = "Stops the hub.")
final class Down implements Callable<Integer> {

    private static final int SECONDS_TO_STOP = 90;

    private final State state = State.ofProject();

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        var runFiles = new RunFiles(state);
        if (runFiles.entries().isEmpty()) {
            System.out.println("Nothing is running.");
            return ExitCode.OK;
        }
        var launcher = runFiles.entry(RunFiles.LAUNCHER).flatMap(RunFiles.Entry::process);
        if (launcher.isPresent()) {
            launcher.get().destroy();
            try {
                launcher.get().onExit().get(SECONDS_TO_STOP, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                launcher.get().destroyForcibly();
                launcher.get().onExit().join();
            }
        }
        runFiles.reap();
        System.out.println("Stopped.");
        return ExitCode.OK;
    }
}
