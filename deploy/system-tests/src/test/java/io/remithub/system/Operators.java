package io.remithub.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The people who run the hub, with tokens of the stack's issuer. */
final class Operators {

    private static final String ISSUER = "http://localhost:8095/hub/token";
    private static final Map<String, String> BEARERS = new ConcurrentHashMap<>();

    private Operators() {}

    static Web.Answer get(String person, String url) throws Exception {
        return Web.get(url, "Authorization", bearer(person));
    }

    static Web.Answer post(String person, String url, String body) throws Exception {
        return Web.post(url, body.getBytes(UTF_8), "Authorization", bearer(person), "Content-Type", "application/json");
    }

    private static String bearer(String person) throws Exception {
        var known = BEARERS.get(person);
        if (known != null) {
            return known;
        }
        var answer = Web.post(
                ISSUER,
                "grant_type=client_credentials&client_secret=local&client_id=%s"
                        .formatted(person)
                        .getBytes(UTF_8),
                "Content-Type",
                "application/x-www-form-urlencoded");
        var bearer = "Bearer " + answer.json().path("access_token").asText();
        BEARERS.put(person, bearer);
        return bearer;
    }
}
