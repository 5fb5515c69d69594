package io.remithub.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** HTTP as it comes: any body out, and status, headers and bytes back. */
final class Web {

    static final String INTAKE = "http://localhost:8080";
    static final String ORCHESTRATOR = "http://localhost:8081";
    static final String POLLER = "http://localhost:8082";
    static final String POSTING = "http://localhost:8083";
    static final String SANDBOX = "http://localhost:8090";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    record Answer(int status, String head, byte[] body) {

        JsonNode json() throws IOException {
            return Payer.JSON.readTree(body);
        }

        /** All of it, as somebody would read it who listens. */
        byte[] bytes() {
            return (head + "\n" + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        }
    }

    private Web() {}

    /** @param headers names and values in turn */
    static Answer get(String url, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)).GET(), headers);
    }

    /** @param headers names and values in turn */
    static Answer post(String url, byte[] body, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofByteArray(body)), headers);
    }

    static Answer delete(String url) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)).DELETE());
    }

    private static Answer send(HttpRequest.Builder request, String... headers)
            throws IOException, InterruptedException {
        if (headers.length > 0) {
            request.headers(headers);
        }
        var response = HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response.headers().map().toString(), response.body());
    }
}
