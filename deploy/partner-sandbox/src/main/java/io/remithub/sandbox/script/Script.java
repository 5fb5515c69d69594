package io.remithub.sandbox.script;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a partner shall do wrong, how often, and to whom. An absent member means: as usual.
 *
 * @param operation every operation of the partner when absent
 * @param match what the call must carry; a value may end in * for any rest
 * @param times how many calls it applies to, 1 when absent, -1 for ever
 * @param status answer this and do nothing
 * @param body answer this, with 200 unless a status is given, and do nothing
 * @param delay wait before anything is done: a client that has given up by then gets its work done nevertheless
 * @param loseRequest drop the connection and do nothing
 * @param loseAnswer do the work, then drop the connection
 * @param neverAnswer do the work, then keep the connection open in silence
 * @param webhooksApart how much later the duplicate comes
 * @param answerAfter do the work, and answer later: a webhook may come first
 * @param insertAfter NexHealth: how long the insertion takes; Decoda: how long the webhook takes
 * @param failInsertion NexHealth: the error with which the insertion fails
 * @param lag how long it takes until reads show what was done; Integrex: for how long a ticket is pending at least
 * @param pending Integrex: how many polls are answered 202
 * @param answer members to lay over the answer
 * @param shape Integrex: object (default), array, data or results
 * @param lifetime of the token that is issued
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Script(
        String partner,
        @Nullable String operation,
        @Nullable Map<String, String> match,
        @Nullable Integer times,
        @Nullable Integer status,
        @Nullable Map<String, String> headers,
        @Nullable JsonNode body,
        @Nullable Duration delay,
        boolean loseRequest,
        boolean loseAnswer,
        boolean neverAnswer,
        boolean loseWebhook,
        boolean duplicateWebhook,
        @Nullable Duration webhooksApart,
        @Nullable Duration answerAfter,
        @Nullable Duration insertAfter,
        @Nullable String failInsertion,
        @Nullable Duration lag,
        @Nullable Integer pending,
        @Nullable Map<String, JsonNode> answer,
        @Nullable String shape,
        @Nullable Duration lifetime) {

    /** No script applies: as usual. */
    public static final Script NONE = new Script(
            "", null, null, null, null, null, null, null, false, false, false, false, false, null, null, null, null,
            null, null, null, null, null);

    private static final List<String> SHAPES = List.of("object", "array", "data", "results");

    /** What is wrong with it; empty when it can be played. */
    List<String> faults() {
        var faults = new ArrayList<String>();
        if (partner == null || !Operation.hasPartner(partner)) {
            faults.add("partner must be one of integrex, nexhealth, decoda");
        } else if (operation != null && Operation.of(partner, operation).isEmpty()) {
            faults.add("operation is unknown for this partner");
        }
        if (times != null && times < 1 && times != -1) {
            faults.add("times must be positive, or -1 for ever");
        }
        if (status != null && (status < 200 || status > 599)) {
            faults.add("status must be between 200 and 599");
        }
        if (shape != null && !SHAPES.contains(shape)) {
            faults.add("shape must be one of " + String.join(", ", SHAPES));
        }
        return faults;
    }

    boolean appliesTo(Operation called, Map<String, String> facts) {
        return partner.equals(called.partner())
                && (operation == null || operation.equals(called.word()))
                && (match == null
                        || match.entrySet().stream()
                                .allMatch(wanted -> matches(wanted.getValue(), facts.get(wanted.getKey()))));
    }

    int limit() {
        return Objects.requireNonNullElse(times, 1);
    }

    /** The answer that takes the place of the work, if there is one. */
    Optional<Response> insteadOfWork() {
        if (status == null && body == null) {
            return Optional.empty();
        }
        var answer = Response.status(Objects.requireNonNullElse(status, 200));
        if (body != null) {
            answer.entity(body).type(MediaType.APPLICATION_JSON_TYPE);
        }
        if (headers != null) {
            headers.forEach(answer::header);
        }
        return Optional.of(answer.build());
    }

    private static boolean matches(String wanted, @Nullable String actual) {
        if (actual == null) {
            return false;
        }
        return wanted.endsWith("*")
                ? actual.startsWith(wanted.substring(0, wanted.length() - 1))
                : wanted.equals(actual);
    }
}
