package io.remithub.orchestrator;

import static io.restassured.RestAssured.given;

import io.remithub.embedded.HubTestResource;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;

/** People with tokens of the real issuer. */
final class Operators {

    private Operators() {}

    static RequestSpecification as(String person) {
        return given().header("Authorization", HubTestResource.bearer(person));
    }

    static ValidatableResponse resolve(String person, String exceptionId, String action) {
        return resolve(person, exceptionId, action, Map.of());
    }

    static ValidatableResponse resolve(String person, String exceptionId, String action, String evidence) {
        return resolve(person, exceptionId, action, evidence == null ? Map.of() : Map.of("evidence", evidence));
    }

    static ValidatableResponse resolve(String person, String exceptionId, String action, Map<String, ?> more) {
        Map<String, Object> decision = new HashMap<>(Map.of("action", action, "note", "because of a test"));
        decision.putAll(more);
        return as(person)
                .contentType("application/json")
                .body(decision)
                .post("/exceptions/" + exceptionId + "/resolve")
                .then();
    }
}
