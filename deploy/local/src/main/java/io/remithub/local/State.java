package io.remithub.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the stack keeps between its runs. Deleting the directory starts over. */
record State(Path directory) {

    static State ofProject() {
        var directory = System.getProperty(RunFiles.MARK, "deploy/local/target/stack");
        return new State(Path.of(directory).toAbsolutePath().normalize());
    }

    Path kafka() {
        return inside("data").resolve("kafka");
    }

    Path postgres() {
        return inside("data").resolve("postgres");
    }

    Path sandbox() {
        return inside("data").resolve("sandbox");
    }

    Path secrets() {
        return inside("data").resolveSibling("secrets.properties");
    }

    Path lock() {
        return inside("run").resolve("launcher.lock");
    }

    Path run() {
        return inside("run");
    }

    File log(String name) {
        return inside("logs").resolve(name + ".log").toFile();
    }

    private Path inside(String name) {
        return created(directory.resolve(name));
    }

    static Path created(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
