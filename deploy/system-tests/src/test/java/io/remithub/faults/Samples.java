package io.remithub.faults;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the payer guide's examples look like, to be made anew. */
final class Samples {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final JsonNode PAYMENT = read("issue-balanced-payment.json").path("payment");
    private static final JsonNode REGISTRATIONS = read("register-claims.json").path("claims");

    private Samples() {}

    static JsonNode payment() {
        return PAYMENT.deepCopy();
    }

    static JsonNode registrations() {
        return REGISTRATIONS.deepCopy();
    }

    private static JsonNode read(String name) {
        var here = Path.of("samples");
        var directory = Files.exists(here) ? here : Path.of("../../samples");
        try {
            return JSON.readTree(directory.resolve(name).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
