package io.remithub.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * An image's files in a folder, modification times included: as whoever runs it sees them.
 *
 * @param config what it says of itself
 */
record Unpacked(Path root, JsonNode config) {

    /** Layer upon layer. What a layer takes away stays: nothing of ours is taken away. */
    static Unpacked of(Path tar, Path directory) throws IOException, InterruptedException {
        var image = Files.createDirectories(directory.resolve("image"));
        var root = Files.createDirectories(directory.resolve("root"));
        Command.run(List.of("tar", "-xf", tar.toString(), "-C", image.toString()));
        var json = new ObjectMapper();
        var manifest = json.readTree(image.resolve("manifest.json").toFile()).get(0);
        for (var layer : manifest.get("Layers")) {
            Command.run(List.of(
                    "tar", "-xzf", image.resolve(layer.asText()).toString(), "-C", root.toString(), "--no-same-owner"));
        }
        var config =
                json.readTree(image.resolve(manifest.get("Config").asText()).toFile());
        return new Unpacked(root, config.get("config"));
    }

    Path java() {
        var home = StreamSupport.stream(config.get("Env").spliterator(), false)
                .map(JsonNode::asText)
                .filter(variable -> variable.startsWith("JAVA_HOME="))
                .map(variable -> variable.substring("JAVA_HOME=/".length()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the base does not say its JAVA_HOME"));
        return root.resolve(home).resolve("bin/java");
    }
}
