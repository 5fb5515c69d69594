package io.remithub.sandbox.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.remithub.sandbox.SandboxConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One JSON line for each change of an entry of a book, the newest one counts. Flushed to the operating system and never
 * synced: it survives a kill -9 of the process, which is what the tests do. Rewritten compactly at each start.
 */
@ApplicationScoped
public class Journal {
    private static final Logger LOG = Logger.getLogger(Journal.class);
    private static final String EVERY_ENTRY = "*";

    record Line(String book, String id, @Nullable JsonNode value) {}

    private final ObjectMapper json;
    /** What was found at the start, as it stands in the file, by book and id; each book takes its own part. */
    private final Map<String, Map<String, String>> kept = new HashMap<>();

    private final Writer out;

    Journal(SandboxConfig config, ObjectMapper json) throws IOException {
        this.json = json;
        this.out = config.state().isPresent() ? open(config.state().get()) : Writer.nullWriter();
    }

    /** The book of that name with everything that is on record in it. */
    public <T> Book<T> book(String name, Class<T> type, Function<T, String> idOf) {
        var entries = new LinkedHashMap<String, T>();
        var lines = Objects.requireNonNullElse(kept.remove(name), new LinkedHashMap<String, String>());
        for (var line = lines.entrySet().iterator(); line.hasNext(); line.remove()) {
            var found = line.next();
            entries.put(found.getKey(), value(found.getValue(), type));
        }
        return new Book<>(this, name, idOf, entries);
    }

    void wrote(String book, String id, Object value) {
        append(new Line(book, id, json.valueToTree(value)));
    }

    void removed(String book, String id) {
        append(new Line(book, id, null));
    }

    void cleared(String book) {
        append(new Line(book, EVERY_ENTRY, null));
    }

    private synchronized void append(Line line) {
        try {
            out.write(json.writeValueAsString(line));
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Writer open(Path directory) throws IOException {
        Files.createDirectories(directory);
        var file = directory.resolve("sandbox.jsonl");
        if (Files.exists(file)) {
            try (var lines = Files.lines(file)) {
                lines.forEach(this::replay);
            }
        }
        var compacted = directory.resolve("sandbox.jsonl.new");
        try (var writer = Files.newBufferedWriter(compacted)) {
            for (var book : kept.values()) {
                for (var line : book.values()) {
                    writer.write(line + "\n");
                }
            }
        }
        Files.move(compacted, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return Files.newBufferedWriter(file, StandardOpenOption.APPEND);
    }

    private <T> T value(String text, Class<T> type) {
        try {
            return json.treeToValue(json.readValue(text, Line.class).value(), type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void replay(String text) {
        try {
            var line = json.readValue(text, Line.class);
            var book = kept.computeIfAbsent(line.book(), _ -> new LinkedHashMap<>());
            if (line.id().equals(EVERY_ENTRY)) {
                book.clear();
            } else if (line.value() == null || line.value().isNull()) {
                book.remove(line.id());
            } else {
                book.put(line.id(), text);
            }
        } catch (JsonProcessingException _) {
            LOG.warn("a torn line of the journal is skipped: the process was killed while writing it");
        }
    }
}
