package io.remithub.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The partners, told to misbehave; and what they have of it on record. */
final class Sandbox {

    private static final int NOT_FOUND = 404;

    private final String url;
    private final Set<String> forgotten = ConcurrentHashMap.newKeySet();

    Sandbox(String url) {
        this.url = url;
    }

    void script(String script) throws IOException, InterruptedException {
        var answer = Payer.HTTP.send(
                HttpRequest.newBuilder(URI.create(url + "/script"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(script))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalArgumentException("%s: %s".formatted(script, answer.body()));
        }
    }

    /** From now on they behave. */
    void behave() throws IOException, InterruptedException {
        Payer.HTTP.send(
                HttpRequest.newBuilder(URI.create(url + "/script")).DELETE().build(), BodyHandlers.discarding());
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return Samples.JSON.readTree(Payer.HTTP
                .send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofByteArray())
                .body());
    }

    /** Their log is short: whoever let them forget asks at once. */
    void rememberForgotten() throws IOException, InterruptedException {
        for (var poll : json("/requests?partner=integrex&operation=poll-claim").path("requests")) {
            if (poll.path("status").asInt() == NOT_FOUND) {
                forgotten.add(poll.path("reference").asText());
            }
        }
    }

    /** The poller's names of tickets that the clearinghouse once said it did not know. */
    Set<String> forgotten() {
        return Set.copyOf(forgotten);
    }
}
