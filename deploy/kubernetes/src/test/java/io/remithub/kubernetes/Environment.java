package io.remithub.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a container is told, by ConfigMaps, Secrets and its own manifest: names, and values as far as they are known here. */
record Environment(String container, List<String> names, Map<String, String> values) {

    /** Some keys of a Secret that something needs. */
    record Reference(String by, String secret, Set<String> keys) {}

    static Stream<Environment> ofEach(Manifests manifests) {
        Map<String, Set<String>> secrets = secrets(manifests);
        return manifests.stream().flatMap(Manifest::containers).map(container -> of(container, manifests, secrets));
    }

    static Environment of(Manifests manifests, String container) {
        return ofEach(manifests)
                .filter(environment -> environment.container().equals(container))
                .findFirst()
                .orElseThrow();
    }

    Set<String> variables() {
        return new TreeSet<>(names);
    }

    Set<String> twice() {
        var seen = new HashSet<String>();
        var twice = new TreeSet<String>();
        names.stream().filter(name -> !seen.add(name)).forEach(twice::add);
        return twice;
    }

    /** The ConfigMap that is called so but for its hash. */
    static ObjectNode configMap(Manifests manifests, String name) {
        return (ObjectNode) manifests
                .ofKind("ConfigMap")
                .filter(map -> map.name().matches(name + "-[a-z0-9]{10}"))
                .findFirst()
                .orElseThrow()
                .at("/data");
    }

    private static Environment of(JsonNode container, Manifests manifests, Map<String, Set<String>> secrets) {
        var names = new ArrayList<String>();
        var values = new TreeMap<String, String>();
        Manifest.items(container.path("envFrom")).forEach(source -> {
            Optional<Manifest> map =
                    manifests.find("ConfigMap", source.at("/configMapRef/name").asText());
            map.ifPresent(found -> values.putAll(Manifest.strings(found.at("/data"))));
            map.ifPresent(
                    found -> names.addAll(Manifest.strings(found.at("/data")).keySet()));
            names.addAll(secrets.getOrDefault(source.at("/secretRef/name").asText(), Set.of()));
        });
        Manifest.items(container.path("env")).forEach(variable -> {
            names.add(variable.path("name").asText());
            if (variable.has("value")) {
                values.put(
                        variable.path("name").asText(), variable.path("value").asText());
            }
        });
        return new Environment(container.path("name").asText(), names, values);
    }

    /** What each Secret holds that something here makes: itself, the store's operator, the broker's or the database's. */
    static Map<String, Set<String>> secrets(Manifests manifests) {
        var secrets = new TreeMap<String, Set<String>>();
        manifests.stream().forEach(manifest -> {
            String name = manifest.name();
            switch (manifest.kind()) {
                case "Secret" ->
                    secrets.put(name, Manifest.strings(manifest.at("/data")).keySet());
                case "ExternalSecret" ->
                    secrets.put(
                            manifest.at("/spec/target/name").asText(),
                            new TreeSet<>(manifest.each("/spec/data")
                                    .map(entry -> entry.path("secretKey").asText())
                                    .toList()));
                case "KafkaUser" -> secrets.put(name, Set.of("ca.crt", "user.crt", "user.key"));
                case "Kafka" -> secrets.put(name + "-cluster-ca-cert", Set.of("ca.crt"));
                case "Cluster" -> {
                    secrets.put(name + "-app", Set.of("username", "password", "dbname", "host", "port", "fqdn-uri"));
                    secrets.put(name + "-ca", Set.of("ca.crt"));
                }
                case "Ingress" -> {
                    if (manifest.at("/metadata/annotations").has("cert-manager.io/cluster-issuer")) {
                        manifest.each("/spec/tls")
                                .forEach(tls ->
                                        secrets.put(tls.path("secretName").asText(), Set.of("tls.crt")));
                    }
                }
                default -> {}
            }
        });
        return secrets;
    }

    static Stream<Reference> references(Manifests manifests) {
        return manifests.stream().flatMap(manifest -> {
            var found = new ArrayList<Reference>();
            collect(manifest.toString(), manifest.node(), found);
            return found.stream();
        });
    }

    /** A field that is called so and holds a name, wherever it is. */
    private static void collect(String by, JsonNode node, List<Reference> found) {
        node.properties().forEach(field -> {
            JsonNode value = field.getValue();
            switch (field.getKey()) {
                case "secretKeyRef", "accessKeyId", "secretAccessKey" ->
                    found.add(new Reference(
                            by,
                            value.path("name").asText(),
                            Set.of(value.path("key").asText())));
                case "secretRef" ->
                    found.add(new Reference(by, value.path("name").asText(), Set.of()));
                case "secretName" -> found.add(new Reference(by, value.asText(), Set.of()));
                case "secretTargetRef" ->
                    value.forEach(entry -> found.add(new Reference(
                            by,
                            entry.path("name").asText(),
                            Set.of(entry.path("key").asText()))));
                default -> {}
            }
        });
        node.forEach(child -> collect(by, child, found));
    }
}
