package io.remithub.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The project's own samples, to be changed at will: every test issues under references of its own. */
final class Samples {

    /** Figures as they are written. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Samples() {}

    /** The payer guide's own example, which does not balance. */
    static ObjectNode guide() {
        return fresh(read("issue-payment.json"));
    }

    static ObjectNode balanced() {
        return fresh(read("issue-balanced-payment.json"));
    }

    /** Two claims, under patient control numbers that no other test has. */
    static ObjectNode claims() {
        var body = read("register-claims.json");
        String own = unique();
        body.withArray("claims").forEach(claim -> ((ObjectNode) claim)
                .put("patientControlNumber", claim.get("patientControlNumber").asText() + "-" + own));
        return body;
    }

    static ObjectNode details(ObjectNode payment) {
        return (ObjectNode) payment.at("/payment/paymentDetails");
    }

    static ArrayNode claimLoop(ObjectNode payment) {
        return (ArrayNode) payment.at("/payment/claimLevelInformation/0/claimLoop");
    }

    static String unique() {
        return UUID.randomUUID().toString().substring(0, 18);
    }

    static ObjectNode read(String name) {
        try {
            return (ObjectNode) JSON.readTree(Files.readAllBytes(Path.of("..", "samples", name)));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static ObjectNode fresh(ObjectNode payment) {
        payment.put("clientRequestId", "REQ-" + unique());
        details(payment).put("issuerReferenceId", "REF-" + unique());
        return payment;
    }
}
