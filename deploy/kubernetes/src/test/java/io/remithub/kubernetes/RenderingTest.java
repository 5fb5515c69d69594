package io.remithub.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RenderingTest {

    @ParameterizedTest
    @EnumSource
    void every_overlay_renders(Overlay overlay) {
        assertThat(overlay.manifests().ofKind("Deployment")).hasSize(4);
    }

    @Test
    void what_does_not_render_says_why(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("kustomization.yaml"), "resources: [what-is-not-there.yaml]");

        assertThatThrownBy(() -> Kustomize.render(directory)).hasMessageContaining("what-is-not-there.yaml");
    }

    @Test
    void a_machine_without_kubectl_is_told_so(@TempDir Path nothing) {
        assertThatThrownBy(() -> Kustomize.binary(nothing.toString())).hasMessageContaining("kubectl (1.30 or later)");
    }

    @Test
    void every_directory_is_part_of_an_overlay() throws IOException {
        try (var files = Files.walk(Path.of("."))) {
            assertThat(files.filter(file -> file.endsWith("kustomization.yaml")).map(Path::getParent))
                    .allSatisfy(directory -> assertThat(used(directory))
                            .as("%s is named by no kustomization.yaml", directory)
                            .isTrue());
        }
    }

    private static boolean used(Path directory) throws IOException {
        if (directory.getParent().endsWith("overlays")) {
            return true;
        }
        try (var files = Files.walk(Path.of("."))) {
            return files.filter(file -> file.endsWith("kustomization.yaml")).anyMatch(file -> names(file, directory));
        }
    }

    private static boolean names(Path kustomization, Path directory) {
        try (var lines = Files.lines(kustomization)) {
            return lines.map(String::strip)
                    .filter(line -> line.startsWith("- "))
                    .map(line ->
                            kustomization.getParent().resolve(line.substring(2)).normalize())
                    .anyMatch(directory.normalize()::equals);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
