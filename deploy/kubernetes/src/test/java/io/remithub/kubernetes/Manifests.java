package io.remithub.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What one directory renders to. */
record Manifests(List<Manifest> all) {

    Stream<Manifest> stream() {
        return all.stream();
    }

    Stream<Manifest> ofKind(String kind) {
        return stream().filter(manifest -> manifest.kind().equals(kind));
    }

    Optional<Manifest> find(String kind, String name) {
        return ofKind(kind).filter(manifest -> manifest.name().equals(name)).findFirst();
    }

    Manifest get(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new IllegalArgumentException("there is no " + kind + "/" + name));
    }

    Manifests copy() {
        return new Manifests(stream()
                .map(manifest -> new Manifest(manifest.node().<JsonNode>deepCopy()))
                .toList());
    }
}
