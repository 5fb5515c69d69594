package io.remithub.observability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a service exposes, in Prometheus' text format, held against the table. */
public record Scrape(List<Sample> samples) {

    /** A sample, and the exemplar that may follow it. */
    private static final Pattern LINE =
            Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*?)})? (\\S+)(?: [\\d.]+)?(?: # .*)?");

    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\",?");
    private static final String OURS = "hub_";

    public record Sample(String series, Map<String, String> labels) {}

    public static Scrape of(String exposed) {
        return new Scrape(exposed.lines()
                .filter(line -> !line.startsWith("#"))
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new Sample(line.group(1), labels(line.group(2) == null ? "" : line.group(2))))
                .toList());
    }

    private static Map<String, String> labels(String text) {
        var labels = new LinkedHashMap<String, String>();
        LABEL.matcher(text).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        return labels;
    }

    /** What a service exposes and the table does not know, and the other way round; in words, nothing when they agree. */
    public List<String> differences(MetricTable table, String service) {
        var differences = new ArrayList<String>();
        for (Sample sample : samples) {
            var metric = table.ofSeries(sample.series()).orElse(null);
            if (metric != null) {
                differences.addAll(wrong(sample, metric, service));
            } else if (sample.series().startsWith(OURS)) {
                differences.add(sample.series() + " is not in metrics.yaml");
            }
        }
        for (Metric metric : table.metrics()) {
            if (metric.isOf(service) && !metric.firstUse() && metric.origin() != Metric.Origin.PROMETHEUS) {
                differences.addAll(missing(metric));
            }
        }
        return differences.stream().distinct().toList();
    }

    private static List<String> wrong(Sample sample, Metric metric, String service) {
        var wrong = new ArrayList<String>();
        if (!metric.isOf(service)) {
            wrong.add(sample.series() + " is not to be exposed by " + service);
        }
        Set<String> names = new TreeSet<>(sample.labels().keySet());
        names.removeAll(Set.of("le", "quantile"));
        boolean ours = metric.origin() == Metric.Origin.HUB;
        if (ours
                ? !names.equals(metric.labels().keySet())
                : !names.containsAll(metric.labels().keySet())) {
            wrong.add("%s has labels %s, not %s"
                    .formatted(
                            sample.series(),
                            names,
                            new TreeSet<>(metric.labels().keySet())));
        }
        metric.labels().forEach((name, values) -> {
            var value = sample.labels().get(name);
            if (value != null && !values.allow(value)) {
                wrong.add("%s{%s=\"%s\"} is none of: %s".formatted(sample.series(), name, value, values.shown()));
            }
        });
        return wrong;
    }

    /** At start a partner's service knows its own partners; every other list is there as a whole. */
    private List<String> missing(Metric metric) {
        var own = samples.stream()
                .filter(sample -> metric.series().contains(sample.series()))
                .toList();
        if (own.isEmpty()) {
            return List.of(metric.name() + " is not exposed");
        }
        return metric.labels().entrySet().stream()
                .filter(label -> !label.getKey().equals("partner"))
                .flatMap(label -> {
                    var seen = own.stream()
                            .map(sample -> sample.labels().get(label.getKey()))
                            .collect(Collectors.toSet());
                    return label.getValue().listed().stream()
                            .filter(value -> !seen.contains(value))
                            .map(value ->
                                    "%s{%s=\"%s\"} is not exposed".formatted(metric.name(), label.getKey(), value));
                })
                .toList();
    }
}
