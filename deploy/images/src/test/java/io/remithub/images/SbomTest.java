package io.remithub.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SbomTest {

    private static final Instant MADE = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path directory;

    private Path module;
    private Path beside;

    @BeforeEach
    void packaged() throws IOException {
        module = Files.createDirectories(directory.resolve("a-service"));
        Files.createDirectories(module.resolve("target"));
        beside = directory.resolve("a-service.cdx.json");
    }

    @Test
    void what_an_image_contains_lies_beside_it_with_the_time_of_the_image() throws IOException {
        contains("a-service-1.2.3", "one");

        write();

        assertThat(beside).content().contains("\"one\"", "\"2026-01-02T03:04:05Z\"");
    }

    @Test
    void no_image_goes_out_whose_contents_nobody_has_written_down_nor_with_those_of_another() throws IOException {
        Files.writeString(beside, "of the image before");

        assertThatThrownBy(this::write).isInstanceOf(IllegalStateException.class);
        assertThat(beside).doesNotExist();
    }

    @Test
    void of_two_releases_in_one_place_nobody_can_say_which_is_in_the_image() throws IOException {
        contains("a-service-1.2.3", "one");
        contains("a-service-1.2.4", "other");

        assertThatThrownBy(this::write).isInstanceOf(IllegalStateException.class);
    }

    private void contains(String name, String what) throws IOException {
        Files.writeString(
                module.resolve("target").resolve(name + "-dependency-cyclonedx.json"),
                "{\"metadata\": {\"timestamp\": \"now\"}, \"components\": [\"%s\"]}".formatted(what));
    }

    private void write() throws IOException {
        Sbom.beside(directory.resolve("a-service.tar"), module, "a-service", MADE);
    }
}
