package io.remithub.observability;

import io.remithub.observability.Metric.Origin;
import io.remithub.observability.Metric.Type;
import io.remithub.observability.Metric.Values;
import io.remithub.schemas.ExceptionCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** {@code metrics.yaml}, read. */
public final class MetricTable {

    /** Labels whose values are too many to list in each row: what bounds them. */
    private static final Map<String, Values> KINDS = Map.ofEntries(
            Map.entry(
                    "exceptions",
                    listed("exception codes", Stream.of(ExceptionCode.values()).map(ExceptionCode::wire))),
            entry("tickets", "reasons of a ticket's history", "[a-z]+(-[a-z]+)*"),
            entry("operations", "the partner's routes", "[a-z_/-]{1,40}"),
            // Kafka's clients tell each twice: as it is called, and with underscores for dots.
            entry("topics", "the topics; to be asked for by a name with dots", "[a-z][a-z._-]+v[0-9]+"),
            entry("partitions", "0 to 11", "[0-9]{1,3}"),
            entry("channels", "one a channel and process", "[a-zA-Z0-9._-]{1,120}"),
            entry("methods", "HTTP methods", "[A-Z]+"),
            entry("routes", "route templates", "[^?]{1,200}"),
            entry("statuses", "HTTP statuses, or what the connection came to", "[1-5][0-9]{2}|[A-Z_]+"),
            entry("pools", "the JVM's pools", ".{1,60}"),
            entry("databases", "the services' clusters", "[a-z-]+-db"));

    private final Map<String, Metric> bySeries = new LinkedHashMap<>();
    private final List<Metric> metrics;

    private MetricTable(List<Metric> metrics) {
        this.metrics = List.copyOf(metrics);
        for (Metric metric : metrics) {
            for (String series : metric.series()) {
                if (bySeries.put(series, metric) != null) {
                    throw new IllegalArgumentException(series + " stands twice in metrics.yaml");
                }
            }
        }
    }

    public static MetricTable read() {
        try (InputStream yaml = Objects.requireNonNull(MetricTable.class.getResourceAsStream("/metrics.yaml"))) {
            List<Map<String, Object>> rows = new Yaml().load(yaml);
            return new MetricTable(rows.stream().map(MetricTable::metric).toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public List<Metric> metrics() {
        return metrics;
    }

    public Optional<Metric> ofSeries(String series) {
        return Optional.ofNullable(bySeries.get(series));
    }

    private static Metric metric(Map<String, Object> row) {
        String name = text(row, "name");
        var labels = new LinkedHashMap<String, Values>();
        map(row.get("labels")).forEach((label, values) -> labels.put(label, values(name, values)));
        return new Metric(
                name,
                Type.valueOf(text(row, "type").toUpperCase(Locale.ROOT)),
                row.containsKey("from") ? Origin.valueOf(text(row, "from").toUpperCase(Locale.ROOT)) : Origin.HUB,
                row.get("of") instanceof List<?> services ? Set.copyOf(texts(services)) : Set.of(),
                Map.copyOf(labels),
                Boolean.TRUE.equals(row.get("firstUse")),
                text(row, "meaning"),
                text(row, "whenOff"));
    }

    private static Values values(String metric, @Nullable Object values) {
        if (values instanceof List<?> listed) {
            return Values.of(texts(listed));
        }
        String kind = String.valueOf(values);
        Values known = KINDS.get(kind);
        if (known == null) {
            throw new IllegalArgumentException(metric + ": nothing bounds " + kind);
        }
        return known;
    }

    private static Map.Entry<String, Values> entry(String kind, String shown, String pattern) {
        return Map.entry(kind, new Values(shown, List.of(), Pattern.compile(pattern)));
    }

    private static Values listed(String shown, Stream<String> values) {
        var all = Values.of(values.toList());
        return new Values(shown, all.listed(), all.pattern());
    }

    private static String text(Map<String, Object> row, String field) {
        return Objects.requireNonNull(row.get(field), () -> row.get("name") + " has no " + field)
                .toString();
    }

    private static List<String> texts(List<?> values) {
        return values.stream().map(String::valueOf).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object labels) {
        return (Map<String, Object>) Objects.requireNonNull(labels, "labels: {} where there are none");
    }
}
