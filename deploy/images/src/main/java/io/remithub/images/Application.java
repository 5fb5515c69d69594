package io.remithub.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What Quarkus packaged, on one flat class path: only what the JVM's own loader loads can be cached.
 *
 * @param directory the {@code quarkus-app} of the module
 */
record Application(String name, Path directory) {

    static final String HOME = "/app";
    static final String CLASS_PATH = HOME + "/classpath";
    static final String CACHE = HOME + "/classes.aot";

    /** In the order in which they are looked into: what Quarkus transformed or generated comes before its original. */
    private static final List<String> PLACES = List.of(
            "quarkus/transformed-bytecode.jar", "quarkus/generated-bytecode.jar", "app", "lib/boot", "lib/main");

    /** What seldom changes apart from what does: whoever pulls the next version has the rest already. */
    List<Path> libraries() throws IOException {
        return jars().stream().filter(jar -> jar.startsWith("lib")).toList();
    }

    List<Path> own() throws IOException {
        return jars().stream().filter(jar -> !jar.startsWith("lib")).toList();
    }

    /** @param home where its files are */
    String classPath(String home) throws IOException {
        return jars().stream().map(jar -> home + "/" + jar).collect(Collectors.joining(":"));
    }

    private List<Path> jars() throws IOException {
        var jars = new ArrayList<Path>();
        for (var place : PLACES) {
            var path = directory.resolve(place);
            if (Files.isDirectory(path)) {
                try (var files = Files.list(path)) {
                    files.filter(file -> file.toString().endsWith(".jar"))
                            .sorted()
                            .forEach(jars::add);
                }
            } else if (Files.exists(path)) {
                jars.add(path);
            }
        }
        if (jars.isEmpty()) {
            throw new IllegalStateException(name + " is not packaged: nothing in " + directory);
        }
        return jars.stream().map(directory::relativize).toList();
    }
}
