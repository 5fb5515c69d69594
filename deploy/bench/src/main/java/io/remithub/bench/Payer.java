package io.remithub.bench;

import io.remithub.rig.Part;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Requests that are few and large. */
final class Payer {

    static final Map<String, String> HEADERS = Map.of("API-Key", "local-acme-key", "Content-Type", "application/json");
    private static final String API = "http://localhost:" + Part.INTAKE.port() + "/api/v1";

    private final HttpClient http = HttpClient.newHttpClient();

    /** @throws IllegalStateException unless it is answered 2xx */
    String post(String path, byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(API + path)).POST(BodyPublishers.ofByteArray(body));
        HEADERS.forEach(request::header);
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** Adds to a batch what one call carries. */
    void add(String batch, byte[] payments) throws IOException, InterruptedException {
        post("/payments/batch/" + batch + "/add", payments);
    }

    /** An open batch of the account that holds. */
    String openBatch(String clientRequestId, int payments) throws IOException, InterruptedException {
        var opened =
                post("/payments/batch", """
                {"clientRequestId": "%s", "accountShortCode": "ACCT2", "subAccountShortCode": "SUBACCT2",
                 "totalAmount": 9999999999.99, "numberOfPayments": %d}""".formatted(clientRequestId, payments).getBytes());
        return opened.replaceAll("[^0-9a-f]*\"batchId\":\"([0-9a-f]+)\".*", "$1");
    }
}
