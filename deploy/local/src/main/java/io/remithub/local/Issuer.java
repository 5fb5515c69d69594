package io.remithub.local;

import io.remithub.embedded.TokenIssuerMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Tokens for operators, where nobody else issues them. */
record Issuer(State state) implements Program {

    static final String ADDRESS = "http://localhost:" + Ports.ISSUER + "/hub";

    @Override
    public String name() {
        return "token-issuer";
    }

    @Override
    public int port() {
        return Ports.ISSUER;
    }

    @Override
    public Running start(Consumer<ProcessHandle> born) throws StartFailed {
        var process = launch();
        born.accept(process.toHandle());
        if (!TokenIssuerMain.READY.equals(firstWords(process))) {
            process.destroyForcibly();
            throw new StartFailed("the token issuer did not start: see its log");
        }
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
    }

    private Process launch() {
        var command = Jvm.command(state, name(), TokenIssuerMain.class);
        command.add(Integer.toString(port()));
        try {
            return new ProcessBuilder(command)
                    .redirectError(Redirect.appendTo(state.log(name())))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstWords(Process process) {
        try {
            var words = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            return words == null ? "" : words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
