package io.remithub.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** One JSON object a line and process. */
@Command(name = "status", description = "Shows what is running: one JSON object a line.")
final class Status implements Callable<Integer> {

    private static final Set<Integer> SPEAK_NO_HEALTH = Set.of(Ports.POSTGRES, Ports.KAFKA, Ports.ISSUER);

    private static final ObjectMapper JSON = new ObjectMapper();

    record Line(String name, long pid, int port, String state) {}

    @Override
    public Integer call() throws InterruptedException, JsonProcessingException {
        for (var entry : new RunFiles(State.ofProject()).entries()) {
            if (!entry.name().equals(RunFiles.LAUNCHER) && entry.process().isPresent()) {
                var line = new Line(entry.name(), entry.process().get().pid(), entry.port(), stateOf(entry.port()));
                System.out.println(JSON.writeValueAsString(line));
            }
        }
        return ExitCode.OK;
    }

    private static String stateOf(int port) throws InterruptedException {
        var ready = SPEAK_NO_HEALTH.contains(port) ? Ports.answers(port) : Health.isReady(port);
        return ready ? "ready" : "starting";
    }
}
