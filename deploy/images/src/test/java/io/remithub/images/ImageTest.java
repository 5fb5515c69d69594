package io.remithub.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTest {

    private static final Source SOURCE =
            new Source("1.2.3", "0123456789abcdef", Instant.parse("2026-01-02T03:04:05Z"), "https://example.org/hub");
    private static final Base NOTHING = new Base() {
        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public JibContainerBuilder builder() {
            return Jib.fromScratch();
        }
    };

    @TempDir
    Path directory;

    private Image image;

    @BeforeEach
    void packaged() throws IOException {
        for (var jar : List.of(
                "lib/main/z.jar",
                "lib/boot/a.jar",
                "app/service.jar",
                "quarkus/generated-bytecode.jar",
                "quarkus/transformed-bytecode.jar")) {
            var file = directory.resolve("quarkus-app").resolve(jar);
            Files.createDirectories(file.getParent());
            Files.writeString(file, jar);
        }
        image = new Image(new Application("a-service", directory.resolve("quarkus-app")), "A service", SOURCE);
    }

    @Test
    void nobody_in_it_is_root_and_nothing_in_it_is_its_user_s() throws Exception {
        var unpacked = unpacked("one");

        assertThat(config(unpacked, "User")).isEqualTo("10001:10001");
        try (var files = Files.walk(unpacked.root().resolve("app"))) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty().allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-r--r--"));
        }
    }

    @Test
    void it_starts_java_itself_without_a_shell() throws Exception {
        var entrypoint = words(unpacked("one"), "Entrypoint");

        assertThat(entrypoint).startsWith("java").endsWith("@/app/classpath", "io.quarkus.runner.GeneratedMain");
        assertThat(entrypoint).doesNotContain("sh", "bash", "-c");
        assertThat(words(unpacked("one"), "Cmd")).isEmpty();
    }

    @Test
    void its_memory_follows_the_limit_of_the_container_and_what_runs_out_of_it_ends() throws Exception {
        assertThat(words(unpacked("one"), "Entrypoint"))
                .contains("-XX:+ExitOnOutOfMemoryError")
                .anyMatch(word -> word.startsWith("-XX:MaxRAMPercentage="))
                .noneMatch(word -> word.startsWith("-Xmx") || word.startsWith("-XX:TieredStopAtLevel"));
    }

    @Test
    void it_listens_on_8080_and_is_asked_how_it_is_on_9000() throws Exception {
        var unpacked = unpacked("one");

        assertThat(words(unpacked, "Env")).contains("HTTP_PORT=8080", "MANAGEMENT_PORT=9000");
        assertThat(unpacked.config().get("ExposedPorts").properties())
                .extracting(port -> port.getKey())
                .containsExactlyInAnyOrder("8080/tcp", "9000/tcp");
    }

    @Test
    void its_labels_say_what_it_is_made_of() throws Exception {
        var labels = unpacked("one").config().get("Labels");

        assertThat(labels.properties())
                .extracting(label -> label.getKey().replace("org.opencontainers.image.", ""))
                .contains("title", "description", "version", "revision", "source", "licenses", "created", "base.name");
        assertThat(labels.get("org.opencontainers.image.revision").asText()).isEqualTo("0123456789abcdef");
        assertThat(labels.get("org.opencontainers.image.created").asText()).isEqualTo("2026-01-02T03:04:05Z");
    }

    @Test
    void what_is_transformed_or_generated_comes_before_its_original() throws Exception {
        assertThat(Files.readString(unpacked("one").root().resolve("app/classpath")))
                .isEqualTo("-cp\n/app/quarkus/transformed-bytecode.jar:/app/quarkus/generated-bytecode.jar"
                        + ":/app/app/service.jar:/app/lib/boot/a.jar:/app/lib/main/z.jar\n");
    }

    @Test
    void the_same_files_give_the_same_digest_whenever_they_were_written() throws Exception {
        var first = build("one").tar(image).container().getDigest();
        Files.setLastModifiedTime(
                directory.resolve("quarkus-app/app/service.jar"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

        assertThat(build("other").tar(image).container().getDigest()).isEqualTo(first);

        Files.writeString(directory.resolve("quarkus-app/app/service.jar"), "changed");
        assertThat(build("changed").tar(image).container().getDigest()).isNotEqualTo(first);
    }

    @Test
    void what_is_not_packaged_is_told_and_no_empty_image() {
        var empty = new Image(new Application("none", directory.resolve("none")), "None", SOURCE);

        assertThatThrownBy(() -> build("one").tar(empty)).hasMessageContaining("none is not packaged");
    }

    private Build build(String folder) {
        return new Build(NOTHING, directory.resolve(folder), Optional.empty());
    }

    private Unpacked unpacked(String folder) throws Exception {
        var tar = build(folder).tar(image).tar();
        return Unpacked.of(tar, directory.resolve(folder + "-unpacked"));
    }

    private static String config(Unpacked image, String name) {
        return image.config().get(name).asText();
    }

    private static List<String> words(Unpacked image, String name) {
        var words = image.config().get(name);
        return words == null
                ? List.of()
                : StreamSupport.stream(words.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
    }
}
