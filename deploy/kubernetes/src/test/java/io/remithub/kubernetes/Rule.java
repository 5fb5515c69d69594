package io.remithub.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Something that is promised of every overlay: what breaks it, in words, and nothing when all is well. */
@FunctionalInterface
interface Rule {

    ObjectMapper JSON = new ObjectMapper();

    Stream<String> broken(Manifests manifests);

    /** For what one object can break by itself. */
    static Rule ofEach(Function<Manifest, Stream<String>> rule) {
        return manifests -> manifests.stream()
                .flatMap(manifest -> rule.apply(manifest).map(complaint -> manifest + " " + complaint));
    }

    default Rule holds() {
        for (Overlay overlay : Overlay.values()) {
            holdsIn(overlay);
        }
        return this;
    }

    default Rule holdsIn(Overlay overlay) {
        assertThat(broken(overlay.manifests()))
                .as(overlay.name().toLowerCase(Locale.ROOT))
                .isEmpty();
        return this;
    }

    /** The proof that it can fail: with one value of the production overlay changed (null takes it away), it does. */
    default Rule failsWith(String kind, String name, String pointer, @Nullable Object value) {
        return failsWith(
                kind + "/" + name + " " + pointer + " = " + value,
                manifests -> set(manifests.get(kind, name).node(), JsonPointer.compile(pointer), value));
    }

    default Rule failsWith(String mistake, Consumer<Manifests> change) {
        Manifests changed = Overlay.PRODUCTION.manifests().copy();
        change.accept(changed);
        assertThat(broken(changed)).as(mistake).isNotEmpty();
        return this;
    }

    private static void set(JsonNode root, JsonPointer pointer, @Nullable Object value) {
        JsonNode parent = root.at(pointer.head());
        JsonPointer last = pointer.last();
        switch (parent) {
            case ObjectNode object
            when value == null ->
                assertThat(object.remove(last.getMatchingProperty()))
                        .as("nothing is at " + pointer)
                        .isNotNull();
            case ObjectNode object -> object.set(last.getMatchingProperty(), JSON.valueToTree(value));
            case ArrayNode array when value == null -> array.remove(last.getMatchingIndex());
            case ArrayNode array
            when last.mayMatchElement() && last.getMatchingIndex() < array.size() ->
                array.set(last.getMatchingIndex(), JSON.<JsonNode>valueToTree(value));
            case ArrayNode array -> array.add(JSON.<JsonNode>valueToTree(value));
            default -> throw new IllegalArgumentException("nothing is at " + pointer);
        }
    }
}
