package io.remithub.rig;

import java.io.IOException;

/** Stops a process where it stands, and lets it go on. */
public final class Signals {

    private Signals() {}

    public static void pause(ProcessHandle process) throws IOException, InterruptedException {
        send("-STOP", process);
    }

    public static void goOn(ProcessHandle process) throws IOException, InterruptedException {
        send("-CONT", process);
    }

    private static void send(String signal, ProcessHandle process) throws IOException, InterruptedException {
        if (new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                        .start()
                        .waitFor()
                != 0) {
            throw new IllegalStateException("no " + signal + " to process " + process.pid());
        }
    }
}
