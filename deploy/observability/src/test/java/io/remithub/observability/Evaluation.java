package io.remithub.observability;

import static java.util.stream.Collectors.groupingBy;

import io.remithub.observability.Expr.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What an expression comes to at a minute, by the rules of Prometheus. */
record Evaluation(List<Series> all, int minute) {

    private static final int LOOKBACK = 5;

    record Point(Map<String, String> labels, double value) {}

    List<Point> of(Expr expr) {
        return switch (expr) {
            case Expr.Value(double value) -> List.of(new Point(Map.of(), value));
            case Selector selector -> instant(selector);
            case Expr.Call(var function, var _)
            when function.equals("time") -> List.of(new Point(Map.of(), minute * 60.0));
            case Expr.Call(var function, var of) when function.equals("absent") -> absent((Selector) of.getFirst());
            case Expr.Call call -> over(call);
            case Expr.Aggregate aggregate -> aggregated(aggregate);
            case Expr.Binary binary ->
                switch (binary.operator()) {
                    case "or" -> either(of(binary.left()), of(binary.right()));
                    case "unless" -> without(of(binary.left()), of(binary.right()));
                    default -> combined(binary);
                };
        };
    }

    private List<Point> instant(Selector selector) {
        var points = new ArrayList<Point>();
        for (Series series : chosen(selector)) {
            int last = Math.min(minute, series.values().size() - 1);
            if (minute - last < LOOKBACK) {
                points.add(new Point(series.labels(), series.values().get(last)));
            }
        }
        return points;
    }

    /** Labelled with what is asked for by name, so that it tells what is missing. */
    private List<Point> absent(Selector selector) {
        var labels = new TreeMap<String, String>();
        selector.matchers().stream()
                .filter(matcher -> matcher.operator() == Expr.Matcher.Operator.EQUAL)
                .forEach(matcher -> labels.put(matcher.label(), matcher.value()));
        return instant(selector).isEmpty() ? List.of(new Point(labels, 1)) : List.of();
    }

    private static List<Point> either(List<Point> left, List<Point> right) {
        var points = new ArrayList<>(left);
        points.addAll(without(right, left));
        return points;
    }

    private static List<Point> without(List<Point> left, List<Point> right) {
        return left.stream()
                .filter(point -> right.stream().noneMatch(it -> it.labels().equals(point.labels())))
                .toList();
    }

    private List<Series> chosen(Selector selector) {
        return all.stream()
                .filter(series -> series.name().equals(selector.series())
                        && selector.matchers().stream()
                                .allMatch(
                                        matcher -> matcher.test(series.labels().getOrDefault(matcher.label(), ""))))
                .toList();
    }

    private List<Point> over(Expr.Call call) {
        if (!(call.arguments().getFirst() instanceof Selector(var _, var _, var range) && range != null)) {
            throw new IllegalArgumentException(call + " takes a range");
        }
        var points = new ArrayList<Point>();
        for (Series series : chosen((Selector) call.arguments().getFirst())) {
            int from = Math.max(0, minute - (int) range.toMinutes());
            int to = Math.min(minute + 1, series.values().size());
            if (from < to) {
                var window = series.values().subList(from, to);
                double behind = 60.0 * (from - (minute - range.toMinutes()));
                double ahead = 60.0 * (minute - (to - 1));
                switch (call.function()) {
                    case "max_over_time" ->
                        points.add(new Point(
                                series.labels(),
                                window.stream().mapToDouble(it -> it).max().orElseThrow()));
                    case "increase" -> {
                        if (window.size() > 1) {
                            points.add(new Point(series.labels(), increase(window, behind, ahead)));
                        }
                    }
                    default -> throw new IllegalArgumentException("not evaluated: " + call.function());
                }
            }
        }
        return points;
    }

    /** Extrapolated to the ends of the range, unless they are farther than samples are apart, and never below 0. */
    private static double increase(List<Double> window, double behind, double ahead) {
        double grown = 0;
        for (int i = 1; i < window.size(); i++) {
            double step = window.get(i) - window.get(i - 1);
            grown += step < 0 ? window.get(i) : step;
        }
        double between = 60.0;
        double sampled = between * (window.size() - 1);
        double start = behind >= between * 1.1 ? between / 2 : behind;
        if (grown > 0) {
            start = Math.min(start, sampled * window.getFirst() / grown);
        }
        double end = ahead >= between * 1.1 ? between / 2 : ahead;
        return grown * (sampled + start + end) / sampled;
    }

    private List<Point> aggregated(Expr.Aggregate aggregate) {
        var groups = of(aggregate.of()).stream().collect(groupingBy(point -> only(point.labels(), aggregate.by())));
        var points = new ArrayList<Point>();
        groups.forEach((labels, group) -> {
            var values = group.stream().mapToDouble(Point::value);
            points.add(new Point(
                    labels,
                    switch (aggregate.operator()) {
                        case "sum" -> values.sum();
                        case "max" -> values.max().orElseThrow();
                        case "min" -> values.min().orElseThrow();
                        default -> throw new IllegalArgumentException("not evaluated: " + aggregate.operator());
                    }));
        });
        return points;
    }

    private static Map<String, String> only(Map<String, String> labels, List<String> names) {
        var kept = new TreeMap<>(labels);
        kept.keySet().retainAll(names);
        return kept;
    }

    private List<Point> combined(Expr.Binary binary) {
        var right = new HashMap<Map<String, String>, Double>();
        of(binary.right()).forEach(point -> right.put(point.labels(), point.value()));
        boolean scalar = binary.right().isScalar();
        var points = new ArrayList<Point>();
        for (Point left : of(binary.left())) {
            Double other = right.get(scalar ? Map.of() : left.labels());
            if (other != null) {
                double value = left.value();
                switch (binary.operator()) {
                    case ">" -> keep(value > other, left, points);
                    case "<" -> keep(value < other, left, points);
                    case "-" -> points.add(new Point(left.labels(), value - other));
                    case "/" -> points.add(new Point(left.labels(), value / other));
                    default -> throw new IllegalArgumentException("not evaluated: " + binary.operator());
                }
            }
        }
        return points;
    }

    private static void keep(boolean holds, Point point, List<Point> points) {
        if (holds) {
            points.add(point);
        }
    }

    /** The label sets that have held without a break for so long. */
    static Set<Map<String, String>> heldFor(Expr expr, List<Series> all, int minute, int minutes) {
        Set<Map<String, String>> held = labels(expr, all, minute);
        for (int before = minute - minutes; before < minute; before++) {
            held.retainAll(before < 0 ? Set.of() : labels(expr, all, before));
        }
        return held;
    }

    private static Set<Map<String, String>> labels(Expr expr, List<Series> all, int minute) {
        var labels = new HashSet<Map<String, String>>();
        new Evaluation(all, minute).of(expr).forEach(point -> labels.add(point.labels()));
        return labels;
    }
}
