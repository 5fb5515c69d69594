package io.remithub.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** What a service logged, a JSON object a line. */
record LogLines(String service) {

    static final List<String> SERVICES = List.of(
            "payment-intake-service", "batch-orchestrator-service", "claim-status-poller", "ehr-posting-service");

    record Line(String service, String level, String logger, String message, JsonNode ids, String text) {

        String id(String name) {
            return ids.path(name).asText();
        }
    }

    List<Line> all() throws IOException {
        try (var lines = Files.lines(Dev.log(service))) {
            return lines.filter(line -> line.startsWith("{")).map(this::read).toList();
        }
    }

    private Line read(String text) {
        try {
            var json = Payer.JSON.readTree(text);
            return new Line(
                    service,
                    json.path("level").asText(),
                    json.path("loggerName").asText(),
                    json.path("message").asText(),
                    json.path("mdc"),
                    text);
        } catch (IOException cutOff) {
            throw new java.io.UncheckedIOException(cutOff);
        }
    }
}
