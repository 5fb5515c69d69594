package io.remithub.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;

/** Renders a directory by {@code kubectl kustomize}: as it will be applied, with no cluster to ask. */
final class Kustomize {

    private static final YAMLMapper YAML = new YAMLMapper();

    private Kustomize() {}

    /** @throws IllegalStateException saying what kustomize says when it does not render */
    static Manifests render(Path directory) {
        try {
            Path complaints = Files.createTempFile("kustomize", ".txt");
            Process process = new ProcessBuilder(binary(System.getenv("PATH")), "kustomize", directory.toString())
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

    /** @throws IllegalStateException saying what is missing and where it is had */
    static String binary(String path) {
        return Stream.of(path.split(File.pathSeparator))
                .map(directory -> Path.of(directory, "kubectl"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("kubectl (1.30 or later) is needed to render the manifests,"
                                + " and none is on the path " + path
                                + ": https://kubernetes.io/docs/tasks/tools/, or apt-get install kubernetes-client"));
    }
}
