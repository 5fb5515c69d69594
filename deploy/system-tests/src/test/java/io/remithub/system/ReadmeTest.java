package io.remithub.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The project's README is true; its first two commands are run by {@link StartAndStopTest}. */
@Order(5)
@ExtendWith(RunningHub.class)
class ReadmeTest {

    private static final Pattern COMMANDS = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
    private static final Pattern MEMBERS = Pattern.compile("\"(\\w+)\":");

    /** As the other tenant, since the sample is issued already as the first. */
    @Test
    void the_first_payment_by_curl_is_answered_as_the_readme_says() throws Exception {
        String readme = Files.readString(Dev.PROJECT.resolve("README.md"));
        String script =
                COMMANDS.matcher(readme).results().map(block -> block.group(1)).collect(Collectors.joining());
        assertThat(script).contains("/claims", "/payments");

        String answers = run("set -euo pipefail\n" + script.replace("local-acme-key", "local-globex-key"));

        String shown =
                readme.substring(readme.indexOf("```json"), readme.indexOf("```", readme.indexOf("```json") + 7));
        assertThat(MEMBERS.matcher(shown).results().map(member -> member.group(1)))
                .isNotEmpty()
                .allSatisfy(member -> assertThat(answers).contains("\"%s\":".formatted(member)));
    }

    @Test
    void every_address_it_names_answers() throws Exception {
        for (String path : new String[] {
            ":8080/q/swagger-ui", ":8080/q/openapi", ":8090/", ":9080/q/health/live", ":9083/q/metrics"
        }) {
            run("curl -sSL --fail-with-body -o /dev/null localhost" + path);
        }
    }

    @Test
    void an_operator_sees_what_is_stuck_by_the_command_it_gives() throws Exception {
        String readme = Files.readString(Dev.PROJECT.resolve("README.md"));
        String command = readme.substring(readme.indexOf("curl -H \"Authorization: Bearer $(./dev token"));

        String answer = run("export REMITHUB_STACK=" + Dev.STACK + "\n"
                + command.substring(0, command.indexOf('`')).replace("curl ", "curl -sS --fail-with-body "));

        assertThat(answer).contains("\"data\":[");
    }

    private static String run(String script) throws IOException, InterruptedException {
        var output = Files.createTempFile("readme", ".txt");
        int exit = new ProcessBuilder("bash", "-c", script)
                .directory(Dev.PROJECT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        String said = Files.readString(output);
        Files.delete(output);
        assertThat(exit).as(said).isZero();
        return said;
    }
}
