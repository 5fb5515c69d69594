package io.remithub.images;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** What an image is made of, as its labels say it. Its time is the commit's: two builds of one commit are the same. */
record Source(String version, String revision, Instant committed, String address) {

    private static final String LABEL = "org.opencontainers.image.";

    /** @param address where the source is kept */
    static Source ofProject(String address) throws IOException, InterruptedException {
        boolean changed = !git("status", "--porcelain", "--untracked-files=no").isEmpty();
        return new Source(
                versionOfProject(),
                git("rev-parse", "HEAD") + (changed ? "-dirty" : ""),
                OffsetDateTime.parse(git("show", "--no-patch", "--format=%cI", "HEAD"))
                        .toInstant(),
                address);
    }

    Map<String, String> labels(String name, String title, String base) {
        var labels = new TreeMap<String, String>();
        labels.put(LABEL + "title", name);
        labels.put(LABEL + "description", title);
        labels.put(LABEL + "vendor", "Remit Hub");
        labels.put(LABEL + "licenses", "LicenseRef-Proprietary");
        labels.put(LABEL + "version", version);
        labels.put(LABEL + "revision", revision);
        labels.put(LABEL + "source", address);
        labels.put(LABEL + "created", committed.toString());
        labels.put(LABEL + "base.name", base);
        return labels;
    }

    private static String versionOfProject() throws IOException {
        var properties = new Properties();
        try (var file = Source.class.getResourceAsStream("/images.properties")) {
            properties.load(file);
        }
        return properties.getProperty("version");
    }

    private static String git(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return Command.output(command).strip();
    }
}
