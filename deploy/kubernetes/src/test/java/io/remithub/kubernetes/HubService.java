package io.remithub.kubernetes;

import io.remithub.schemas.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The four services, as far as their code says what they need of their surroundings. */
enum HubService {
    INTAKE("payment-intake-service", "intake"),
    ORCHESTRATOR("batch-orchestrator-service", "orchestrator"),
    POLLER("claim-status-poller", "poller"),
    POSTING("ehr-posting-service", "posting");

    static final Path ROOT = Path.of("../..");

    private static final Pattern CONSUMED = Pattern.compile("mp\\.messaging\\.incoming\\.[^.]+\\.topic");
    private static final Pattern PRODUCED = Pattern.compile("\\bTopic\\.([A-Z_]+)\\b");
    private static final Map<HubService, Map<String, String>> PROPERTIES = new EnumMap<>(HubService.class);

    private final String module;
    private final String shortName;

    HubService(String module, String shortName) {
        this.module = module;
        this.shortName = shortName;
    }

    /** Of module, image, Deployment, consumer group. */
    String module() {
        return module;
    }

    /** What the README calls it. */
    String shortName() {
        return shortName;
    }

    Path sources() {
        return ROOT.resolve(module).resolve("src/main");
    }

    /** What the service is set to where nobody sets it: its own properties over those that all share. */
    Map<String, String> properties() {
        synchronized (PROPERTIES) {
            return PROPERTIES.computeIfAbsent(this, service -> {
                var properties = new TreeMap<String, String>();
                properties.putAll(read(
                        ROOT.resolve("shared-messaging/src/main/resources/META-INF/microprofile-config.properties")));
                properties.putAll(read(service.sources().resolve("resources/application.properties")));
                return properties;
            });
        }
    }

    SortedSet<Topic> consumes() {
        var topics = new TreeSet<Topic>();
        properties().forEach((name, value) -> {
            if (CONSUMED.matcher(name).matches()) {
                topics.add(Topic.named(value));
            }
        });
        return topics;
    }

    /** What its outbound side names: each goes through the outbox. */
    SortedSet<Topic> produces() {
        var topics = new TreeSet<Topic>();
        try (Stream<Path> files = Files.walk(sources().resolve("java"))) {
            files.filter(file -> file.toString().contains("/outbound/events/")
                            && file.toString().endsWith(".java"))
                    .forEach(file -> PRODUCED.matcher(text(file))
                            .results()
                            .forEach(named -> topics.add(Topic.valueOf(named.group(1)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return topics;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> read(Path file) {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var read = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(name -> read.put(name, properties.getProperty(name)));
        return read;
    }
}
