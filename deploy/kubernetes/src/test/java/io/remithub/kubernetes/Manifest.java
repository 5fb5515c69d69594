package io.remithub.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One object as it will be applied. */
record Manifest(JsonNode node) {

    String apiVersion() {
        return node.path("apiVersion").asText();
    }

    String kind() {
        return node.path("kind").asText();
    }

    String name() {
        return at("/metadata/name").asText();
    }

    JsonNode at(String pointer) {
        return node.at(pointer);
    }

    Stream<JsonNode> each(String pointer) {
        return items(at(pointer));
    }

    Map<String, String> labels() {
        return strings(at("/metadata/labels"));
    }

    /** The pod that it makes, for a Deployment. */
    Optional<JsonNode> pod() {
        return Optional.of(at("/spec/template/spec")).filter(spec -> kind().equals("Deployment"));
    }

    /** Everything that runs in that pod, beside and before included. */
    Stream<JsonNode> containers() {
        return pod().stream()
                .flatMap(pod -> Stream.concat(items(pod.path("initContainers")), items(pod.path("containers"))));
    }

    static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static Map<String, String> strings(JsonNode object) {
        var strings = new TreeMap<String, String>();
        object.properties()
                .forEach(entry -> strings.put(entry.getKey(), entry.getValue().asText()));
        return strings;
    }

    @Override
    public String toString() {
        return kind() + "/" + name();
    }
}
