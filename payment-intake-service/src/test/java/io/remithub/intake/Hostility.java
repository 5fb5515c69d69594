package io.remithub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Bodies that are no good, made of one that is: one value, or the text itself, becomes what it should not be. */
final class Hostility {

    /** What no answer may repeat. */
    static final String CANARY = "CANARY4711";

    private static final String HOLE = "@@HOLE@@";

    /** As they stand in the text: some are no JSON. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "-0.01",
            "0.001",
            "1e400",
            "-1e-400",
            "1e999999999",
            "NaN",
            "Infinity",
            "-Infinity",
            "0x10",
            "01",
            "2147483648",
            "9223372036854775808",
            "9999999999.99",
            "10000000000",
            "1" + "0".repeat(200),
            "\"\"",
            "\" \"",
            "\"" + CANARY + "\"",
            "\"" + CANARY.repeat(2_000) + "\"",
            "\"\\u0000" + CANARY + "\"",
            "\"\\ud800\"",
            "\"\\u202e\\ufeff\"",
            "\"2025-02-30\"",
            "\"0000-01-01\"",
            "\"1.7976931348623157e309\"",
            "\"'; drop table payment; --\"",
            "\"../../" + CANARY + "\"",
            "[]",
            "{}",
            "[[]]",
            "{\"" + CANARY + "\":1}",
            "[".repeat(50) + "]".repeat(50),
            "[".repeat(5_000) + "]".repeat(5_000),
            "{\"a\":".repeat(3_000) + "1" + "}".repeat(3_000),
            "\"" + CANARY,
            "/* " + CANARY + " */ 1");

    private Hostility() {}

    static byte[] body(JsonNode valid, Schemas schemas, JsonNode schema, Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> text(valid, random);
            case 1, 2, 3 -> with(valid, schemas, schema, random, true).getBytes(StandardCharsets.UTF_8);
            default -> with(valid, schemas, schema, random, false).getBytes(StandardCharsets.UTF_8);
        };
    }

    /** @param atBounds a value that the schema just allows or just forbids */
    private static String with(JsonNode valid, Schemas schemas, JsonNode schema, Random random, boolean atBounds) {
        JsonNode body = valid.deepCopy();
        var places = new ArrayList<Place>();
        collect(body, schemas.resolved(schema), schemas, places);
        if (places.isEmpty()) {
            return VALUES.get(random.nextInt(VALUES.size()));
        }
        Place place = places.get(random.nextInt(places.size()));
        var bounds = schemas.bounds(place.schema);
        String value = atBounds && !bounds.isEmpty()
                ? bounds.get(random.nextInt(bounds.size()))
                : VALUES.get(random.nextInt(VALUES.size()));
        if (!atBounds && random.nextInt(8) == 0) {
            place.remove();
            return body.toString();
        }
        place.set(HOLE);
        String text = body.toString();
        if (!atBounds && random.nextInt(8) == 0 && place.parent.isObject()) {
            String member = "\"" + place.name + "\":\"" + HOLE + "\"";
            return text.replace(member, member + "," + member).replace("\"" + HOLE + "\"", value);
        }
        return text.replace("\"" + HOLE + "\"", value);
    }

    /** The text as a whole. */
    private static byte[] text(JsonNode valid, Random random) {
        String text = valid.toString();
        return switch (random.nextInt(8)) {
            case 0 -> new byte[0];
            case 1 -> text.substring(0, random.nextInt(text.length())).getBytes(StandardCharsets.UTF_8);
            case 2 -> (text + text).getBytes(StandardCharsets.UTF_8);
            case 3 -> ("[" + text + "]").getBytes(StandardCharsets.UTF_8);
            case 4 -> text.getBytes(StandardCharsets.UTF_16);
            case 5 -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                bytes[random.nextInt(bytes.length)] = (byte) 0xC0;
                yield bytes;
            }
            case 6 -> {
                var bytes = new byte[1 + random.nextInt(2_000)];
                random.nextBytes(bytes);
                yield bytes;
            }
            default -> VALUES.get(random.nextInt(VALUES.size())).getBytes(StandardCharsets.UTF_8);
        };
    }

    private record Place(JsonNode parent, String name, int index, JsonNode schema) {
        void set(String value) {
            if (parent instanceof ObjectNode object) {
                object.put(name, value);
            } else {
                ((ArrayNode) parent).set(index, value);
            }
        }

        void remove() {
            if (parent instanceof ObjectNode object) {
                object.remove(name);
            } else {
                ((ArrayNode) parent).remove(index);
            }
        }
    }

    private static void collect(JsonNode node, JsonNode schema, Schemas schemas, List<Place> places) {
        node.properties().forEach(member -> {
            var inner = schemas.resolved(schema.at("/properties/" + member.getKey()));
            places.add(new Place(node, member.getKey(), 0, inner));
            collect(member.getValue(), inner, schemas, places);
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            var inner = schemas.resolved(schema.path("items"));
            places.add(new Place(node, "", i, inner));
            collect(node.get(i), inner, schemas, places);
        }
    }
}
