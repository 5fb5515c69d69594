package io.remithub.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A small disk in memory, which can be filled to its last byte. */
final class Disk implements AutoCloseable {

    private static final int MEGABYTES = 1_024;
    private static final List<Integer> CHUNKS = List.of(1 << 20, 4_096, 1);

    private final Path place;

    private Disk(Path place) {
        this.place = place;
    }

    /** @throws IOException with what {@code mount} says of it */
    static Disk at(Path place) throws IOException, InterruptedException {
        Files.createDirectories(place);
        run("mount", "-t", "tmpfs", "-o", "size=%dm,mode=0700".formatted(MEGABYTES), "tmpfs", place.toString());
        return new Disk(place);
    }

    /** Why there can be none. */
    static Optional<String> missing() {
        try {
            var place = Files.createTempDirectory("disk-");
            at(place).close();
            Files.delete(place);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("no small disk can be mounted: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    void fill() throws IOException {
        try (var out = Files.newOutputStream(filling())) {
            for (int size : CHUNKS) {
                var chunk = new byte[size];
                try {
                    while (true) {
                        out.write(chunk);
                    }
                } catch (IOException full) {
                    // perhaps something smaller still fits
                }
            }
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(filling());
    }

    private Path filling() {
        return place.resolve("filling");
    }

    @Override
    public void close() {
        try {
            run("umount", "-l", place.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said.strip());
        }
    }
}
