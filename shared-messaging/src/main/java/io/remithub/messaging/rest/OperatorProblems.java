package io.remithub.messaging.rest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;

/** Answers that say no, after RFC 9457. */
final class OperatorProblems {

    private OperatorProblems() {}

    static HttpProblem.Builder of(int status, String code, String title) {
        return HttpProblem.builder()
                .withType(URI.create("https://remithub.io/problems/" + code))
                .withTitle(title)
                .withStatus(status)
                .with("code", code);
    }
}
