package io.remithub.faults;

import io.remithub.faults.mutants.Agent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** What rewrites a service from within, in the form in which a JVM takes it. */
final class AgentJar {

    private AgentJar() {}

    /** What a service is told to be rewritten so. */
    static Map<String, String> environment(Path directory, String... mistake) {
        return Map.of("JAVA_TOOL_OPTIONS", "-javaagent:%s=%s".formatted(jar(directory), String.join(":", mistake)));
    }

    private static Path jar(Path directory) {
        var jar = directory.resolveSibling("mutants.jar").toAbsolutePath();
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), Agent.class.getName());
        try {
            var classes = Path.of(Agent.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath());
            var own = Path.of(Agent.class.getPackageName().replace('.', '/'));
            try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                    var files = Files.list(classes.resolve(own))) {
                for (var file : files.toList()) {
                    out.putNextEntry(
                            new JarEntry(own.resolve(file.getFileName()).toString()));
                    Files.copy(file, out);
                    out.closeEntry();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }
}
