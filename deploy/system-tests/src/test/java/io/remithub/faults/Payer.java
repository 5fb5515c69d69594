package io.remithub.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Asks until there is an answer: what a payer does who got none, or was told to come again. */
final class Payer {

    static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private static final Duration AT_MOST = Duration.ofSeconds(150);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final String url;
    private final Tenant tenant;
    private final RandomGenerator random;
    private final Patience patience;

    /** @param patience after which the same is asked again: at once, and from then on with pauses */
    Payer(String url, Tenant tenant, RandomGenerator random, Patience patience) {
        this.url = url;
        this.tenant = tenant;
        this.random = random;
        this.patience = patience;
    }

    record Answer(int status, JsonNode body) {
        String text(String member) {
            return body.path(member).asText();
        }

        String code() {
            return text("code");
        }
    }

    Tenant tenant() {
        return tenant;
    }

    /** Some payers name their request, others know it by what is in it. */
    @Nullable
    String anyKey(String name) {
        return random.nextBoolean() ? name : null;
    }

    Answer post(String path, @Nullable JsonNode body, @Nullable String idempotencyKey) throws InterruptedException {
        return send("POST", path, body, idempotencyKey);
    }

    Answer send(String method, String path, @Nullable JsonNode body, @Nullable String idempotencyKey)
            throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                .header("API-Key", tenant.key())
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return untilAnswered(request);
    }

    Answer get(String path) throws InterruptedException {
        return untilAnswered(HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                .header("API-Key", tenant.key())
                .GET());
    }

    private Answer untilAnswered(HttpRequest.Builder request) throws InterruptedException {
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        for (int asked = 1; ; asked++) {
            var answer = once(request);
            if (answer != null && !isToBeAskedAgain(answer)) {
                return answer;
            }
            if (System.nanoTime() > deadline) {
                throw new Unanswered("no answer for %s: %s".formatted(AT_MOST, answer));
            }
            if (asked > 1 || answer != null) {
                Thread.sleep(PAUSE);
            }
        }
    }

    private static boolean isToBeAskedAgain(Answer answer) {
        return answer.status() >= 500
                || answer.status() == 429
                || answer.status() == 408
                || answer.code().equals("idempotency-key-in-flight");
    }

    private @Nullable Answer once(HttpRequest.Builder request) throws InterruptedException {
        try {
            var response = HTTP.send(request.timeout(patience.now()).build(), BodyHandlers.ofByteArray());
            var body = response.body().length == 0
                    ? Samples.JSON.createObjectNode()
                    : Samples.JSON.readTree(response.body());
            return new Answer(response.statusCode(), body);
        } catch (HttpTimeoutException late) {
            patience.hasEnded();
            return null;
        } catch (IOException unanswered) {
            return null;
        }
    }

    /** A payer that has given up. */
    static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unanswered(String message) {
            super(message);
        }
    }
}
