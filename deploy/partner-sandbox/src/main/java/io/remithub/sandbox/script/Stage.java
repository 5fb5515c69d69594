package io.remithub.sandbox.script;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.remithub.sandbox.requests.Requests;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a partner's answer is given, or lost, as the script has it. */
@ApplicationScoped
public class Stage {
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    private final Scripts scripts;
    private final Requests requests;
    private final CurrentVertxRequest current;

    Stage(Scripts scripts, Requests requests, CurrentVertxRequest current) {
        this.scripts = scripts;
        this.requests = requests;
        this.current = current;
    }

    /**
     * Plays one call.
     *
     * @param reference the caller's own key of the call, for the request log; never a person's data
     * @param facts what scripts can match
     * @param work what the partner does when nothing is wrong, told the script for what it has to say about the work
     */
    public Response play(
            Operation operation,
            @Nullable String reference,
            Map<String, String> facts,
            Function<Script, Response> work) {
        var request = current.getCurrent().request();
        requests.name(request, operation.word(), reference);
        var script = scripts.next(operation, facts);
        pause(script.delay());
        if (script.loseRequest()) {
            return hangUp(request);
        }
        var answer = script.insteadOfWork().orElseGet(() -> work.apply(script));
        pause(script.answerAfter());
        if (script.neverAnswer()) {
            awaitDeparture(request);
        }
        return script.loseAnswer() ? hangUp(request) : answer;
    }

    private static void pause(@Nullable Duration delay) {
        if (delay != null) {
            try {
                Thread.sleep(delay);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The answer returned here reaches nobody: the socket is closed first. */
    private Response hangUp(HttpServerRequest request) {
        requests.lost(request);
        request.connection().close().toCompletionStage().toCompletableFuture().join();
        return Response.noContent().build();
    }

    private static void awaitDeparture(HttpServerRequest request) {
        var gone = new CountDownLatch(1);
        request.connection().closeHandler(_ -> gone.countDown());
        try {
            var _ = gone.await(LONGEST_SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
