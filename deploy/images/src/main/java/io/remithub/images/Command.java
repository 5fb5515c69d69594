package io.remithub.images;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program that is run to its end. */
final class Command {

    private Command() {}

    static void run(List<String> command) throws IOException, InterruptedException {
        output(command);
    }

    static void runIn(Path directory, List<String> command) throws IOException, InterruptedException {
        output(directory, command);
    }

    static String output(List<String> command) throws IOException, InterruptedException {
        return output(Path.of(""), command);
    }

    /** @throws IllegalStateException with what it said, unless it ends well */
    private static String output(Path directory, List<String> command) throws IOException, InterruptedException {
        var errors = Files.createTempFile("images-", ".err");
        var process = new ProcessBuilder(command)
                .directory(directory.toAbsolutePath().toFile())
                .redirectError(Redirect.to(errors.toFile()))
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        var said = Files.readString(errors);
        Files.delete(errors);
        if (exit != 0) {
            throw new IllegalStateException(command.getFirst() + " ended with " + exit + ": " + said + output);
        }
        return output;
    }
}
