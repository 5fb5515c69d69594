package io.remithub.images;

import io.remithub.rig.Part;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The sample payment on its way through the whole hub, once or many times. */
final class Sample {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String API = "http://localhost:" + Part.INTAKE.port() + "/api/v1";
    private static final String REFERENCE = "EVRYHEALTH-BAL-001";
    private static final int AT_ONCE = 8;

    private final HttpClient http = HttpClient.newHttpClient();

    void complete() throws IOException, InterruptedException {
        completeMany(1);
    }

    void completeMany(int payments) throws IOException, InterruptedException {
        send("/claims", Files.readString(Path.of("samples/register-claims.json")));
        var sample = Files.readString(Path.of("samples/issue-balanced-payment.json"));
        var issued = new ArrayList<Future<String>>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int number = 0; number < payments; number++) {
                var payment = numbered(sample, number);
                issued.add(threads.submit(() -> send("/payments", payment)));
            }
        }
        for (var answer : issued) {
            awaitCompleted(idOf(answer));
        }
    }

    /** What a payer gives a payment but once. */
    private static String numbered(String sample, int number) {
        return sample.replace(REFERENCE, REFERENCE + "-" + number)
                .replaceAll("(\"clientRequestId\": *\"[^\"]*)", "$1-" + number);
    }

    private static String idOf(Future<String> answer) throws InterruptedException {
        try {
            return answer.get().replaceAll(".*\"paymentId\":\"([0-9a-f]+)\".*", "$1");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private String send(String path, String body) throws IOException, InterruptedException {
        return answer(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private void awaitCompleted(String payment) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answer(request("/payments/" + payment)).contains("\"status\":\"Completed\"")) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("payment " + payment + " was not completed");
            }
            Thread.sleep(100);
        }
    }

    private String answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(API + path)).header("API-Key", "local-acme-key");
    }
}
