package io.remithub.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Renders a directory by {@code kubectl kustomize}: as it will be applied, with no cluster to ask. */
final class Kustomize {

    private static final YAMLMapper YAML = new YAMLMapper();

    private Kustomize() {}

    /** @throws IllegalStateException saying what kustomize says when it does not render */
    static Manifests render(Path directory) {
        try {
            Path complaints = Files.createTempFile("kustomize", ".txt");
            Process process = new ProcessBuilder(binary(), "kustomize", directory.toString())
                    .redirectError(complaints.toFile())
                    .start();
            byte[] rendered = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(directory + " does not render: " + Files.readString(complaints));
            }
            Files.delete(complaints);
            var objects = new ArrayList<Manifest>();
            try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(rendered)) {
                documents.forEachRemaining(document -> objects.add(new Manifest(document)));
            }
            return new Manifests(objects);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rendering " + directory, e);
        }
    }

    private static String binary() {
        List<String> path = List.of(System.getenv("PATH").split(File.pathSeparator));
        return path.stream()
                .map(directory -> Path.of(directory, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("kubectl (1.30 or later) is needed to render the manifests,"
                                + " and none is in " + Arrays.toString(path.toArray())
                                + ": https://kubernetes.io/docs/tasks/tools/, or apt-get install kubernetes-client"))
                .toString();
    }
}
