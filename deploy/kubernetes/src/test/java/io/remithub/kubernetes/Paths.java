package io.remithub.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The paths that a service's resources answer, each as far as it has no parameter in it. */
final class Paths {

    private static final Pattern RESOURCE = Pattern.compile("^@Path\\(\"([^\"]*)\"", Pattern.MULTILINE);

    private Paths() {}

    static Set<String> of(HubService service) {
        var paths = new TreeSet<String>();
        for (Path sources : Set.of(
                service.sources(), HubService.ROOT.resolve("shared-messaging").resolve("src/main"))) {
            try (Stream<Path> files = Files.walk(sources.resolve("java"))) {
                files.filter(file -> file.toString().endsWith("Resource.java"))
                        .flatMap(file -> RESOURCE.matcher(HubService.text(file)).results())
                        .map(found -> found.group(1).replaceAll("/?\\{.*", ""))
                        .forEach(paths::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return paths;
    }

    static boolean under(String path, String prefix) {
        return path.equals(prefix) || path.startsWith(prefix.endsWith("/") ? prefix : prefix + "/");
    }
}
