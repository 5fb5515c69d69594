package io.remithub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What the description says of values. */
record Schemas(JsonNode document) {

    /** What a reference means; of several possibilities, the first. */
    JsonNode resolved(JsonNode schema) {
        if (schema.has("$ref")) {
            return resolved(document.at(schema.get("$ref").asText().substring(1)));
        }
        return schema.has("anyOf") ? resolved(schema.at("/anyOf/0")) : schema;
    }

    /** JSON values on both sides of each bound, and the named ones. */
    List<String> bounds(JsonNode schema) {
        var bounds = new ArrayList<String>();
        if (schema.has("minLength")) {
            bounds.add(text(schema.get("minLength").asInt()));
            bounds.add(text(schema.get("minLength").asInt() - 1));
        }
        if (schema.has("maxLength")) {
            bounds.add(text(schema.get("maxLength").asInt()));
            bounds.add(text(schema.get("maxLength").asInt() + 1));
        }
        for (String bound : List.of("minimum", "maximum")) {
            if (schema.has(bound)) {
                var value = schema.get(bound).decimalValue();
                bounds.add(value.toPlainString());
                bounds.add(value.subtract(BigDecimal.ONE).toPlainString());
                bounds.add(value.add(BigDecimal.ONE).toPlainString());
            }
        }
        schema.path("enum").forEach(value -> bounds.add(value.toString()));
        if (schema.has("enum")) {
            bounds.add("\"Unheard\"");
        }
        if (schema.path("type").toString().contains("array")) {
            bounds.add("[]");
        }
        if ("date".equals(schema.path("format").asText())) {
            bounds.addAll(List.of("\"2024-02-29\"", "\"2025-02-29\"", "\"1899-12-31\"", "\"9999-12-31\""));
        }
        return bounds;
    }

    private static String text(int length) {
        return "\"" + "x".repeat(Math.max(0, length)) + "\"";
    }
}
