package io.remithub.intake;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.remithub.intake.Fuzz.Ids;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An operation as the served document describes it. */
record Operation(JsonNode document, String method, String path, JsonNode description) {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    static List<Operation> all() {
        JsonNode document = Samples.json(given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString());
        var operations = new ArrayList<Operation>();
        document.get("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(it -> METHODS.contains(it.getKey()))
                .forEach(it -> operations.add(new Operation(document, it.getKey(), path.getKey(), it.getValue()))));
        return operations;
    }

    static Operation named(String id) {
        return all().stream().filter(it -> it.id().equals(id)).findFirst().orElseThrow();
    }

    /** The answer to whoever asks for something there that does not exist. */
    int tried(RequestSpecification caller) {
        String id = isOfOperators() ? "00000000-0000-0000-0000-000000000000" : "0".repeat(32);
        request().ifPresent(body -> caller.contentType(ContentType.JSON).body(body.toString()));
        return caller.request(method.toUpperCase(Locale.ROOT), Ids.all(id).in(path))
                .statusCode();
    }

    String id() {
        return description.path("operationId").asText();
    }

    boolean isOfOperators() {
        return path.startsWith("/admin");
    }

    Set<String> statuses() {
        return description.get("responses").properties().stream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    JsonNode response(String status) {
        return resolved(description.at("/responses/" + status));
    }

    List<JsonNode> parameters() {
        var parameters = new ArrayList<JsonNode>();
        description.path("parameters").forEach(it -> parameters.add(resolved(it)));
        return parameters;
    }

    /** Request and answers, by where they stand. */
    Map<String, JsonNode> contents() {
        var contents = new LinkedHashMap<String, JsonNode>();
        description
                .at("/requestBody/content")
                .properties()
                .forEach(it -> contents.put(id() + " request", it.getValue()));
        for (String status : statuses()) {
            response(status)
                    .path("content")
                    .properties()
                    .forEach(it -> contents.put(id() + " " + status, it.getValue()));
        }
        return contents;
    }

    /** The example of its body, where it takes one. */
    Optional<JsonNode> request() {
        return description.has("requestBody")
                ? Optional.of(description
                        .at("/requestBody/content/application~1json/example")
                        .deepCopy())
                : Optional.empty();
    }

    JsonNode requestSchema() {
        return description.at("/requestBody/content/application~1json/schema");
    }

    JsonSchema schema(JsonNode content) {
        var schema = Samples.JSON.createObjectNode();
        schema.putObject("components").set("schemas", document.at("/components/schemas"));
        schema.setAll((ObjectNode) content.get("schema"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }
}
