package io.remithub.observability;

import io.remithub.observability.Expr.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an expression uses, held against the table. */
final class Uses {

    /** What Prometheus adds to every series. */
    private static final Set<String> OF_THE_SCRAPE = Set.of("job", "instance", "namespace", "pod", "le");

    private Uses() {}

    /** In words; nothing when the table has all of it. */
    static List<String> unknown(MetricTable table, Expr expr) {
        var unknown = new ArrayList<String>();
        expr.parts().forEach(part -> {
            switch (part) {
                case Expr.Selector selector -> unknown.addAll(unknown(table, selector));
                case Expr.Aggregate aggregate -> {
                    var metrics = metrics(table, aggregate);
                    aggregate.by().stream()
                            .filter(label -> !OF_THE_SCRAPE.contains(label)
                                    && metrics.stream()
                                            .noneMatch(metric -> metric.labels().containsKey(label)))
                            .forEach(label -> unknown.add("by (%s)".formatted(label)));
                }
                case Expr.Value _, Expr.Call _, Expr.Binary _ -> {}
            }
        });
        return unknown;
    }

    static List<Metric> metrics(MetricTable table, Expr expr) {
        return expr.parts()
                .filter(Expr.Selector.class::isInstance)
                .map(Expr.Selector.class::cast)
                .flatMap(selector -> table.ofSeries(selector.series()).stream())
                .distinct()
                .toList();
    }

    private static List<String> unknown(MetricTable table, Expr.Selector selector) {
        var metric = table.ofSeries(selector.series()).orElse(null);
        if (metric == null) {
            return List.of(selector.series());
        }
        return selector.matchers().stream()
                .filter(matcher -> !isKnown(metric, matcher))
                .map(matcher -> "%s{%s=%s}".formatted(selector.series(), matcher.label(), matcher.value()))
                .toList();
    }

    private static boolean isKnown(Metric metric, Matcher matcher) {
        var values = metric.labels().get(matcher.label());
        if (values == null) {
            return OF_THE_SCRAPE.contains(matcher.label());
        }
        if (matcher.value().startsWith("$") || values.listed().isEmpty()) {
            return true;
        }
        return switch (matcher.operator()) {
            case EQUAL, NOT_EQUAL -> values.allow(matcher.value());
            // Every word of a simple alternative is one of the label's.
            case LIKE, UNLIKE -> List.of(matcher.value().split("\\|")).stream().allMatch(values::allow);
        };
    }
}
