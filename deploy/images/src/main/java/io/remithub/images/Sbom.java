package io.remithub.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** What an image contains, as CycloneDX: Quarkus writes it down for the module, and here it comes beside the tar. */
final class Sbom {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Sbom() {}

    /**
     * @param made its time, as the image's: two of one commit are the same
     * @throws IllegalStateException unless there is one of the module; nothing is beside the tar then
     */
    static void beside(Path tar, Path module, String name, Instant made) throws IOException {
        var beside = tar.resolveSibling(name + ".cdx.json");
        Files.deleteIfExists(beside); // that of another tar
        var bom = (ObjectNode) JSON.readTree(written(module.resolve("target")).toFile());
        bom.withObject("metadata").put("timestamp", made.toString());
        JSON.writerWithDefaultPrettyPrinter().writeValue(beside.toFile(), bom);
    }

    private static Path written(Path target) throws IOException {
        try (var files = Files.list(target)) {
            var found = files.filter(file -> file.toString().endsWith("-dependency-cyclonedx.json"))
                    .toList();
            if (found.size() != 1) {
                throw new IllegalStateException(
                        "what the module contains is not told once in %s: %s".formatted(target, found));
            }
            return found.getFirst();
        }
    }
}
