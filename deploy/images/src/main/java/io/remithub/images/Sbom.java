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

    /** @param made its time, as the image's: two of one commit are the same */
    static void beside(Path tar, Path module, String name, Instant made) throws IOException {
        try (var files = Files.list(module.resolve("target"))) {
            var written = files.filter(file -> file.toString().endsWith("-dependency-cyclonedx.json"))
                    .findFirst();
            if (written.isPresent()) {
                var bom = (ObjectNode) JSON.readTree(written.get().toFile());
                bom.withObject("metadata").put("timestamp", made.toString());
                var beside = tar.resolveSibling(name + ".cdx.json");
                JSON.writerWithDefaultPrettyPrinter().writeValue(beside.toFile(), bom);
            }
        }
    }
}
