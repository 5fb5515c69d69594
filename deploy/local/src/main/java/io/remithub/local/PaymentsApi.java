package io.remithub.local;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** Intake's REST API as a payer calls it. */
final class PaymentsApi {

    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final String ACME = "local-acme-key";

    record Answer(int status, JsonNode body) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    PaymentsApi(int port) {
        this.base = "http://localhost:" + port + "/api/v1";
    }

    Answer registerClaims(Path file) throws InterruptedException {
        return post("/claims", file);
    }

    Answer issue(Path file) throws InterruptedException {
        return post("/payments", file);
    }

    Answer details(String paymentId) throws InterruptedException {
        return send(request("/payments/" + paymentId + "/details").GET());
    }

    private Answer post(String path, Path file) throws InterruptedException {
        try {
            return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofFile(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(20))
                .header("API-Key", ACME);
    }

    private Answer send(HttpRequest.Builder request) throws InterruptedException {
        try {
            var response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), EXACT.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
