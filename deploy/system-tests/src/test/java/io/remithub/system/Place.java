package io.remithub.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Where something may be found. */
public record Place(String name, byte[] content) {

    /** Those of the files that are still there. */
    public static Stream<Place> ofFiles(Path directory, Predicate<Path> which) {
        return walk(directory, which).stream().flatMap(Place::ofFile);
    }

    private static List<Path> walk(Path directory, Predicate<Path> which) {
        var files = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(directory)) {
            for (var entry : entries) {
                if (which.test(entry) && !Files.isSymbolicLink(entry)) {
                    if (Files.isDirectory(entry)) {
                        files.addAll(walk(entry, which));
                    } else if (Files.isRegularFile(entry)) {
                        files.add(entry);
                    }
                }
            }
        } catch (IOException goneOrClosed) {
            // What was deleted meanwhile holds nothing any more.
        }
        return files;
    }

    private static Stream<Place> ofFile(Path file) {
        try {
            return Stream.of(new Place(file.toString(), Files.readAllBytes(file)));
        } catch (NoSuchFileException gone) {
            return Stream.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Place place && name.equals(place.name) && Arrays.equals(content, place.content);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
