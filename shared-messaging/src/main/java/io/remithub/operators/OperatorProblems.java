package io.remithub.operators;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Answers that say no, after RFC 9457, on the operators' side. */
public final class OperatorProblems {

    private static final String PAGES = "https://remithub.io/problems/";

    private OperatorProblems() {}

    public static HttpProblem.Builder of(int status, String code, String title) {
        return HttpProblem.builder()
                .withType(typeOf(code))
                .withTitle(title)
                .withStatus(status)
                .with("code", code);
    }

    static URI typeOf(String code) {
        return URI.create(PAGES + code);
    }

    /** @param pointer a JSON pointer, or {@code ?name} of a query parameter; empty for the request as a whole */
    public static HttpProblem malformed(String pointer, String message) {
        return malformed(List.of(fault(pointer, message)));
    }

    static HttpProblem malformed(List<Map<String, String>> faults) {
        return of(400, "malformed-request", "The request is malformed")
                .withDetail(faults.size() == 1 ? "1 fault; see errors." : faults.size() + " faults; see errors.")
                .with("errors", List.copyOf(faults))
                .build();
    }

    static Map<String, String> fault(String pointer, String message) {
        return Map.of("pointer", pointer, "code", "out-of-bounds", "message", message);
    }

    public static RuntimeException notFound() {
        return of(404, "not-found", "No such resource")
                .withDetail("There is none by this id.")
                .build();
    }
}
