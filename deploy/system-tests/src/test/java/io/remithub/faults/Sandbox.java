package io.remithub.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** The partners, told to misbehave. */
final class Sandbox {

    private final String url;

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
}
