package io.remithub.intake.inbound.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.remithub.intake.application.AnswerOnce;
import io.remithub.intake.application.GivenAnswers;
import io.remithub.intake.application.GivenAnswers.Asked;
import io.remithub.intake.inbound.rest.body.Fault;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers a command; under an Idempotency-Key, whoever repeats it gets the first answer again. */
@RequestScoped
class Once {

    private static final String HEADER = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7E]{1,255}");

    private final AnswerOnce answerOnce;
    private final CurrentCaller caller;
    private final ObjectMapper json;
    private final HttpHeaders headers;
    private final UriInfo uri;
    private final Request request;

    Once(
            AnswerOnce answerOnce,
            CurrentCaller caller,
            ObjectMapper json,
            HttpHeaders headers,
            UriInfo uri,
            Request request) {
        this.answerOnce = answerOnce;
        this.caller = caller;
        this.json = json;
        this.headers = headers;
        this.uri = uri;
        this.request = request;
    }

    Response answer(byte[] body, Supplier<Answer> command) {
        return key().map(key -> underKey(key, Hash.of(body), command)).orElseGet(() -> response(command.get()));
    }

    /** @param bodyHash of a body that was read as a stream */
    Response answerStream(byte[] bodyHash, Supplier<Answer> command) {
        return key().map(key -> underKey(key, bodyHash, command)).orElseGet(() -> response(command.get()));
    }

    /** Whether the answer is to be kept: the body has to be hashed then. */
    boolean isKept() {
        return key().isPresent();
    }

    private Optional<String> key() {
        @Nullable String key = headers.getHeaderString(HEADER);
        if (key != null && !KEY.matcher(key).matches()) {
            throw Problems.MALFORMED.because(
                    "An Idempotency-Key has 1 to 255 printable characters.",
                    List.of(new Fault("", "idempotency-key", "must have 1 to 255 printable characters")));
        }
        return Optional.ofNullable(key);
    }

    private Response underKey(String key, byte[] bodyHash, Supplier<Answer> command) {
        var asked = new Asked(scope(key), bodyHash);
        return switch (answerOnce.handle(asked, () -> written(command.get()))) {
            case AnswerOnce.Outcome.First(var answer) -> response(answer).build();
            case AnswerOnce.Outcome.Again(var answer) ->
                response(answer).header(REPLAYED, "true").build();
            case AnswerOnce.Outcome.InFlight _ ->
                throw Problems.KEY_IN_FLIGHT
                        .because("The first request under this Idempotency-Key is still being worked on.")
                        .withHeader(HttpHeaders.RETRY_AFTER, 1)
                        .build();
            case AnswerOnce.Outcome.KeyReused _ ->
                throw Problems.KEY_REUSED
                        .because("This Idempotency-Key was used for another body.")
                        .build();
        };
    }

    private byte[] scope(String key) {
        String path = uri.getRequestUri().getRawPath();
        String asked = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return Hash.of(String.join("\n", caller.get().tenant().toString(), request.getMethod(), asked, key)
                .getBytes(StandardCharsets.UTF_8));
    }

    private GivenAnswers.Answer written(Answer answer) {
        try {
            return new GivenAnswers.Answer(
                    answer.status(),
                    answer.location() == null ? null : answer.location().toString(),
                    answer.body() == null ? "" : json.writeValueAsString(answer.body()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("answers are plain", impossible);
        }
    }

    private static Response.ResponseBuilder response(GivenAnswers.Answer answer) {
        var response = Response.status(answer.status());
        if (answer.location() != null) {
            response.location(URI.create(answer.location()));
        }
        return answer.body().isEmpty()
                ? response
                : response.entity(answer.body()).type(MediaType.APPLICATION_JSON);
    }

    private static Response response(Answer answer) {
        var response = Response.status(answer.status());
        if (answer.location() != null) {
            response.location(answer.location());
        }
        return answer.body() == null
                ? response.build()
                : response.entity(answer.body()).build();
    }
}
