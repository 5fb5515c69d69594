package io.remithub.local;

import io.remithub.local.Program.StartFailed;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Starts everything, shows a payment on its way, and stays until it is told to stop. */
@Command(name = "up", description = "Starts the hub and shows a payment on its way.")
final class Up implements Callable<Integer> {

    @Option(names = "--detach", description = "leave it running in the background")
    private boolean detach;

    @Option(names = "--no-sample", description = "start only, issue nothing")
    private boolean noSample;

    @Option(names = "--exit", description = "stop after the sample; 0 if it was completed")
    private boolean exit;

    private final State state = State.ofProject();
    private final Progress progress = new Progress(System.out);

    @Override
    public Integer call() {
        StopSignal.interrupts(Thread.currentThread());
        try {
            return detach ? upInTheBackground() : upHere();
        } catch (StartFailed e) {
            progress.say("%s", e.getMessage());
            return ExitCode.SOFTWARE;
        } catch (InterruptedException stopped) {
            return ExitCode.OK;
        }
    }

    private int upInTheBackground() throws StartFailed, InterruptedException {
        Detached.start(state, progress);
        return sample();
    }

    private int upHere() throws StartFailed, InterruptedException {
        var lock = LauncherLock.take(state);
        if (lock.isEmpty()) {
            progress.say("The stack is running already. ./dev status shows it, ./dev down stops it.");
            return sample();
        }
        try (var _ = lock.get()) {
            return ownStack();
        }
    }

    private int ownStack() throws InterruptedException {
        var began = System.nanoTime();
        var runFiles = new RunFiles(state);
        runFiles.reap();
        runFiles.record(RunFiles.LAUNCHER, 0, ProcessHandle.current());
        var secrets = Secrets.at(state.secrets(), System.getenv());
        var stack = new Stack(new Programs(state, secrets, System.getenv()), runFiles, progress);
        try {
            stack.start();
            progress.say(
                    Detached.READY + " (%.1f s)",
                    Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0);
            var code = sample();
            if (!exit) {
                progress.say("Ctrl-C stops it.");
                Thread.sleep(Duration.ofMillis(Long.MAX_VALUE));
            }
            return code;
        } catch (StartFailed e) {
            progress.say("%s", e.getMessage());
            return ExitCode.SOFTWARE;
        } finally {
            progress.say("stopping");
            stack.stop();
            runFiles.forget(RunFiles.LAUNCHER);
        }
    }

    private int sample() throws InterruptedException {
        if (noSample) {
            return ExitCode.OK;
        }
        var completed = new Sample(new PaymentsApi(Ports.INTAKE), progress).run();
        progress.say("");
        progress.say("payments API        http://localhost:%d/q/swagger-ui  (/q/openapi)", Ports.INTAKE);
        progress.say("exceptions worklist http://localhost:%d/exceptions  (./dev token viewer)", Ports.ORCHESTRATOR);
        progress.say("partners' ledgers   http://localhost:%d/", Ports.SANDBOX);
        return completed ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
