package io.remithub.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables that a program knows: those that its properties name, and those that stand for a property of
 * a {@code @ConfigMapping}.
 */
final class Variables {

    private static final Pattern NAMED = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::([^}]*))?}");
    private static final DotName MAPPING = DotName.createSimple("io.smallrye.config.ConfigMapping");
    private static final DotName DEFAULT = DotName.createSimple("io.smallrye.config.WithDefault");
    private static final Set<String> OPTIONAL = Set.of("java.util.Optional", "java.util.Map");

    private final Map<String, String> properties;
    private final Map<String, Optional<String>> defaults = new TreeMap<>();
    private final Set<String> required = new TreeSet<>();
    private final Index index;

    Variables(Map<String, String> properties, Path... modules) {
        this.properties = properties;
        this.index = index(modules);
        for (AnnotationInstance mapping : index.getAnnotations(MAPPING)) {
            mapped(mapping.value("prefix").asString(), mapping.target().asClass());
        }
        properties.values().forEach(this::named);
    }

    static Variables of(HubService service) {
        return new Variables(
                service.properties(),
                HubService.ROOT.resolve(service.module()),
                HubService.ROOT.resolve("shared-messaging"));
    }

    boolean knows(String variable) {
        return defaults.containsKey(variable);
    }

    /** Without which the program does not start. */
    Set<String> required() {
        return required;
    }

    /** What it is where nobody sets it. */
    Optional<String> defaultOf(String variable) {
        return defaults.getOrDefault(variable, Optional.empty());
    }

    /** How many fields of that type its classes have. */
    long fieldsOfType(String type) {
        DotName wanted = DotName.createSimple(type);
        return index.getKnownClasses().stream()
                .flatMap(known -> known.fields().stream())
                .filter(field -> field.type().name().equals(wanted))
                .count();
    }

    private void named(String value) {
        NAMED.matcher(value).results().forEach(named -> {
            Optional<String> byDefault = Optional.ofNullable(named.group(2)).filter(text -> !text.isBlank());
            defaults.put(named.group(1), byDefault);
            if (named.group(2) == null) {
                required.add(named.group(1));
            }
        });
    }

    private void mapped(String prefix, ClassInfo mapping) {
        for (MethodInfo method : mapping.methods()) {
            if (method.isDefault() || method.isSynthetic()) {
                continue;
            }
            String property = prefix + "." + kebab(method.name());
            ClassInfo group = index.getClassByName(method.returnType().name());
            if (group != null && group.isInterface()) {
                mapped(property, group);
            } else {
                mapped(
                        property,
                        method.annotation(DEFAULT),
                        method.returnType().name().toString());
            }
        }
    }

    private void mapped(String property, @Nullable AnnotationInstance byDefault, String type) {
        String variable = property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        String set = properties.get(property);
        if (set == null && byDefault == null && !OPTIONAL.contains(type)) {
            required.add(variable);
        }
        // What a property names is the operator's name for it: the other one is left alone.
        if (set == null || !NAMED.matcher(set).find()) {
            defaults.put(variable, Optional.ofNullable(set).or(() -> Optional.ofNullable(byDefault)
                    .map(value -> value.value().asString())));
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static Index index(Path... modules) {
        var indexer = new Indexer();
        for (Path module : List.of(modules)) {
            Path classes = module.resolve("target/classes");
            if (!Files.isDirectory(classes)) {
                throw new IllegalStateException("the services are read as compiled: ./mvnw -pl "
                        + HubService.ROOT
                                .toAbsolutePath()
                                .normalize()
                                .relativize(module.toAbsolutePath().normalize())
                        + " -am compile");
            }
            try (Stream<Path> files = Files.walk(classes)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".class")).toList()) {
                    try (var in = Files.newInputStream(file)) {
                        indexer.index(in);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return indexer.complete();
    }
}
