package io.remithub.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.remithub.embedded.HubTestResource;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Requests to one operation, made of its description: valid, at the bounds, and hostile.
 *
 * @param own what the key of the valid requests may work with
 * @param known what anybody may have, and what exists nowhere
 */
record Fuzz(Operation operation, Random random, List<Ids> own, List<Ids> known) {

    /**
     * What there is to work with.
     *
     * @param payment of the batch
     * @param reference how the payer calls the payment
     * @param tenant with an account and a key that nobody else uses
     */
    record Ids(String batch, String payment, String reference, String tenant, String account, String key) {

        String in(String path) {
            return path.replace("{batchId}", batch)
                    .replace("{paymentId}", payment)
                    .replace("{tenantId}", tenant)
                    .replace("{accountId}", account)
                    .replace("{keyId}", key);
        }

        static Ids all(String segment) {
            return new Ids(segment, segment, segment, segment, segment, segment);
        }
    }

    private static final List<String> KEYS =
            List.of(Api.ACME, Api.ACME, Api.ACME, Api.ACME, Api.ACME, Api.ACME_PHI, Api.GLOBEX);

    private static final List<String> SEGMENTS = List.of(
            "nothing",
            "..",
            ".",
            "%2e%2e",
            "%2F",
            "%00",
            "%ff",
            "%zz",
            "a;b=c",
            "a%20b",
            "%F0%9F%92%A9",
            "0".repeat(31),
            "0".repeat(33),
            "A".repeat(32),
            "0".repeat(2_000),
            "*",
            "{paymentId}");

    private static final List<String> QUERIES = List.of(
            "",
            " ",
            Hostility.CANARY,
            Hostility.CANARY.repeat(50),
            "\u0000",
            "\uD83D\uDCA9",
            "'; drop table payment; --",
            "-1",
            "1e400",
            "2025-02-30",
            "2025-01-15T00:00:00Z",
            "9999999999999999999",
            "%s%n",
            "a,b",
            "[]");

    private static final List<String> ODD_HEADERS = List.of(
            "Accept: application/xml",
            "Accept: " + Hostility.CANARY,
            "Accept: */*;q=2",
            "Accept-Language: " + Hostility.CANARY,
            "Content-Language: zz",
            "Content-Type: application/xml",
            "Content-Type: application/json; charset=utf-16",
            "Content-Type: application/json; charset=" + Hostility.CANARY,
            "Content-Type: " + Hostility.CANARY,
            "Content-Type: /",
            "Content-Encoding: gzip",
            "Content-Encoding: " + Hostility.CANARY,
            "Expect: 200-maybe",
            "Idempotency-Key: ",
            "Idempotency-Key: " + Hostility.CANARY,
            "Idempotency-Key: " + "k".repeat(256),
            "Idempotency-Key: \u00ff",
            "If-None-Match: *",
            "If-None-Match: \"1\"",
            "If-None-Match: W/\"1\", \"2\"",
            "If-None-Match: \"" + Hostility.CANARY,
            "If-Match: \"0\"",
            "If-Modified-Since: " + Hostility.CANARY,
            "X-Request-Id: " + Hostility.CANARY + " ;",
            "X-Correlation-Id: " + "x".repeat(2_000),
            "X-HTTP-Method-Override: DELETE",
            "X-Forwarded-Host: " + Hostility.CANARY,
            "traceparent: " + Hostility.CANARY,
            "Range: bytes=0-1",
            "Origin: https://elsewhere.example",
            "Cookie: a=" + Hostility.CANARY,
            "API-Key: " + Hostility.CANARY,
            "Admin-Key: " + Hostility.CANARY,
            "Authorization: Basic " + Hostility.CANARY);

    /** As the description has it, under references of its own. */
    Wire.Request valid() {
        Ids ids = anyOf(own);
        String body = operation
                .request()
                .map(example -> fresh(example, ids))
                .map(JsonNode::toString)
                .orElse("");
        return new Wire.Request(
                method(), path(ids) + query(false, ids), headers(Api.ACME), body.getBytes(StandardCharsets.UTF_8));
    }

    Wire.Request hostile() {
        var headers = headers(anyOf(KEYS));
        if (chance(4)) {
            String odd = anyOf(ODD_HEADERS);
            if (chance(2)) {
                headers.removeIf(it -> it.split(":")[0].equals(odd.split(":")[0]));
            }
            headers.add(odd);
        }
        if (chance(30)) {
            headers.removeIf(it -> it.startsWith("API-Key") || it.startsWith("Admin-Key"));
        }
        Ids ids = anyOf(known);
        String path = path(chance(6) ? Ids.all(segment()) : ids);
        return new Wire.Request(method(), path + query(chance(2), ids), headers, hostileBody(ids));
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private String method() {
        return operation.method().toUpperCase(Locale.ROOT);
    }

    private List<String> headers(String key) {
        var headers = new ArrayList<String>();
        headers.add(operation.isOfOperators() ? "Admin-Key: " + HubTestResource.ADMIN_KEY : "API-Key: " + key);
        for (JsonNode parameter : operation.parameters()) {
            if (parameter.path("name").asText().equals("If-Match")) {
                headers.add("If-Match: *");
            }
        }
        headers.add("Accept: application/json");
        headers.add("Content-Type: application/json");
        return headers;
    }

    private <T> T anyOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String path(Ids ids) {
        String path = ids.in(operation.path());
        return chance(20) ? path.replace("/payments", "//payments") : path;
    }

    private String segment() {
        return anyOf(SEGMENTS).replace('{', 'x').replace('}', 'x');
    }

    private String query(boolean hostile, Ids ids) {
        var query = new ArrayList<String>();
        var schemas = new Schemas(operation.document());
        for (JsonNode parameter : operation.parameters()) {
            boolean asked = parameter.path("required").asBoolean() || chance(4);
            if (parameter.path("in").asText().equals("query")
                    && asked
                    && (hostile || !parameter.get("name").asText().equals("cursor"))) {
                String name = parameter.get("name").asText();
                query.add(name + "=" + (hostile ? encoded(hostileValue(parameter, schemas)) : value(name, ids)));
                if (hostile && chance(10)) {
                    query.add(query.getLast());
                }
            }
        }
        if (hostile && chance(10)) {
            query.add(anyOf(List.of("%", "=", "&&", Hostility.CANARY + "=1", "a%zz=b", "%ff=%fe")));
        }
        return query.isEmpty() ? "" : "?" + String.join("&", query);
    }

    private String value(String name, Ids ids) {
        return switch (name) {
            case "status" -> "Held";
            case "order" -> "oldest";
            case "limit" -> "3";
            case "createdFrom" -> "2020-01-15T00:00:00Z";
            case "createdTo" -> "2999-01-15T00:00:00Z";
            case "paymentDateFrom" -> "2020-01-15";
            case "paymentDateTo" -> "2025-01-15";
            case "accountShortCode" -> "ACCT1";
            case "batchId" -> ids.batch;
            default -> ids.payment;
        };
    }

    private String hostileValue(JsonNode parameter, Schemas schemas) {
        JsonNode schema = parameter.path("schema");
        var bounds = schemas.bounds(schema.has("items") ? schema.get("items") : schema);
        return chance(2) && !bounds.isEmpty() ? anyOf(bounds).replace("\"", "") : anyOf(QUERIES);
    }

    private String encoded(String value) {
        return chance(20) ? "%ff" + value.length() : URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private byte[] hostileBody(Ids ids) {
        var schemas = new Schemas(operation.document());
        return operation
                .request()
                .map(example -> Hostility.body(fresh(example, ids), schemas, operation.requestSchema(), random))
                .orElse(new byte[0]);
    }

    private JsonNode fresh(JsonNode example, Ids ids) {
        JsonNode body = example.deepCopy();
        body.findParents("issuerReferenceId")
                .forEach(it -> ((ObjectNode) it).put("issuerReferenceId", Samples.unique()));
        body.findParents("clientRequestId").forEach(it -> ((ObjectNode) it).put("clientRequestId", Samples.unique()));
        for (String own : List.of("name", "label", "accountShortCode")) {
            if (operation.isOfOperators() && body.has(own)) {
                ((ObjectNode) body).put(own, Samples.unique());
            }
        }
        if (body.has("batchId")) {
            ((ObjectNode) body).put("batchId", ids.batch);
        }
        if (body.get("paymentDetails") instanceof ObjectNode details) {
            details.put("issuerReferenceId", ids.reference);
        }
        if (body.has("paymentIds")) {
            ((ObjectNode) body).putArray("paymentIds").add(ids.payment);
        }
        return body;
    }
}
