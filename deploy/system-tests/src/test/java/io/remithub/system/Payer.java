package io.remithub.system;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;

/** A client of intake's REST API that holds one tenant's key. */
record Payer(String apiKey) {

    static final Payer ACME = new Payer("local-acme-key");
    /** Of the same tenant, and may read what identifies patients. */
    static final Payer ACME_PHI = new Payer("local-acme-phi-key");

    static final Payer GLOBEX = new Payer("local-globex-key");

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String API = "http://localhost:8080/api/v1";

    record Answer(int status, JsonNode body) {

        String paymentId() {
            return body.path("paymentId").asText();
        }
    }

    static JsonNode sample(String name) throws IOException {
        return JSON.readTree(Files.readAllBytes(Dev.PROJECT.resolve("samples").resolve(name)));
    }

    Answer register(JsonNode claims) throws IOException, InterruptedException {
        return post("/claims", claims);
    }

    Answer issue(JsonNode payment) throws IOException, InterruptedException {
        return post("/payments", payment);
    }

    JsonNode details(String paymentId) throws IOException, InterruptedException {
        return send(request("/payments/" + paymentId + "/details").GET()).body();
    }

    private Answer post(String path, JsonNode body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(API + path))
                .timeout(Duration.ofSeconds(10))
                .header("API-Key", apiKey);
    }

    private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }
}
