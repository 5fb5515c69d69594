package io.remithub.intake.inbound.rest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Examples in the description of the API: the project's samples, and files named after operation and answer. */
final class ApiExamples {

    private static final Map<String, String> SAMPLES = Map.of(
            "issuePayment.request", "META-INF/samples/issue-balanced-payment.json",
            "addPayments.request", "META-INF/samples/add-payments.json",
            "registerClaims.request", "META-INF/samples/register-claims.json");

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Null where there is none: a test misses it. */
    @Nullable
    Object find(String operation, String what) {
        String name = operation + "." + what;
        String file = SAMPLES.getOrDefault(name, "META-INF/examples/" + name + ".json");
        try (var example = Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
            return example == null ? null : json.readValue(example, Object.class);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
