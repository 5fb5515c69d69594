package io.remithub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReadmeTest {
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TestHTTPResource("/")
    URI sandbox;

    /** From the first to the last, in one shell, stopping at the first that fails. */
    @Test
    void its_commands_are_true() throws IOException, InterruptedException {
        assumeTrue(run("command -v curl jq >/dev/null", Path.of("/dev/null")) == 0, "curl and jq are needed");
        var script = COMMANDS.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n"));
        var output = Files.createTempFile("readme", ".txt");

        var exit = run("set -euo pipefail\n" + script.replace("http://localhost:8090", url()), output);

        assertThat(exit).as(Files.readString(output)).isZero();
    }

    private String url() {
        return sandbox.toString().replaceAll("/$", "");
    }

    private static int run(String script, Path output) throws IOException, InterruptedException {
        return new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
    }
}
