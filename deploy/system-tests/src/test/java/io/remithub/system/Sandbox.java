package io.remithub.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What the partners shall do, and what they were asked. */
final class Sandbox {

    /** @param reference the hub's own name for what it asks about */
    record Call(
            long number,
            String operation,
            String reference,
            @Nullable String traceparent) {

        @Nullable
        String trace() {
            return traceparent == null ? null : traceparent.split("-")[1];
        }
    }

    private Sandbox() {}

    static void script(String script) throws IOException, InterruptedException {
        var answer = Web.post(
                Web.SANDBOX + "/script", script.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
        if (answer.status() >= 300) {
            throw new AssertionError(new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    /** What was scripted and has not come to pass even once. */
    static List<String> unplayed() throws IOException, InterruptedException {
        var scripts = Web.get(Web.SANDBOX + "/script").json().path("scripts");
        return StreamSupport.stream(scripts.spliterator(), false)
                .filter(script -> script.path("used").asInt() == 0)
                .map(script -> script.path("operation").asText() + " of "
                        + script.path("partner").asText())
                .toList();
    }

    static List<Call> calls() throws IOException, InterruptedException {
        var calls = Web.get(Web.SANDBOX + "/requests").json().path("requests");
        return StreamSupport.stream(calls.spliterator(), false)
                .map(Sandbox::call)
                .toList();
    }

    private static Call call(JsonNode call) {
        return new Call(
                call.path("number").asLong(),
                call.path("operation").asText(),
                call.path("reference").asText(),
                call.path("traceparent").textValue());
    }
}
