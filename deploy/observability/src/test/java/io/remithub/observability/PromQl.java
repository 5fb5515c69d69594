package io.remithub.observability;

import io.remithub.observability.Expr.Matcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads expressions. */
final class PromQl {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^]]*]|=~|!~|!=|==|>=|<=|[a-zA-Z_:][\\w:]*|[0-9.]+|[-+*/><=(){},])");

    private static final List<Set<String>> LEVELS = List.of(
            Set.of("or"),
            Set.of("unless"),
            Set.of(">", "<", ">=", "<=", "==", "!="),
            Set.of("+", "-"),
            Set.of("*", "/"));

    private static final Set<String> AGGREGATES = Set.of("sum", "max", "min", "avg", "count");
    private static final Set<String> FUNCTIONS =
            Set.of("absent", "time", "increase", "rate", "max_over_time", "histogram_quantile", "clamp_min");

    private static final Map<String, Matcher.Operator> MATCHERS = Map.of(
            "=",
            Matcher.Operator.EQUAL,
            "!=",
            Matcher.Operator.NOT_EQUAL,
            "=~",
            Matcher.Operator.LIKE,
            "!~",
            Matcher.Operator.UNLIKE);

    private final List<String> tokens = new ArrayList<>();
    private int next;

    private PromQl(String text) {
        var token = TOKEN.matcher(text);
        int end = 0;
        while (token.lookingAt()) {
            tokens.add(token.group(1));
            end = token.end();
            token.region(end, text.length());
        }
        if (!text.substring(end).isBlank()) {
            throw new IllegalArgumentException("unreadable: " + text.substring(end));
        }
    }

    static Expr read(String text) {
        var reader = new PromQl(text);
        Expr whole = reader.level(0);
        if (reader.next < reader.tokens.size()) {
            throw new IllegalArgumentException(
                    "not understood: " + reader.tokens.subList(reader.next, reader.tokens.size()));
        }
        return whole;
    }

    private Expr level(int level) {
        if (level == LEVELS.size()) {
            return primary();
        }
        Expr left = level(level + 1);
        while (LEVELS.get(level).contains(peek())) {
            left = new Expr.Binary(take(), left, level(level + 1));
        }
        return left;
    }

    private Expr primary() {
        String token = take();
        if (token.equals("(")) {
            return closing(level(0));
        }
        if (Character.isDigit(token.charAt(0))) {
            return new Expr.Value(Double.parseDouble(token));
        }
        if (AGGREGATES.contains(token)) {
            List<String> by = peek().equals("by") ? grouping() : List.of();
            expect("(");
            return new Expr.Aggregate(token, by, closing(level(0)));
        }
        if (peek().equals("(")) {
            return call(token);
        }
        return selector(token);
    }

    private Expr call(String function) {
        if (!FUNCTIONS.contains(function)) {
            throw new IllegalArgumentException("unknown function " + function);
        }
        expect("(");
        var arguments = new ArrayList<Expr>();
        if (!peek().equals(")")) {
            do {
                arguments.add(level(0));
            } while (took(","));
        }
        return closing(new Expr.Call(function, arguments));
    }

    private List<String> grouping() {
        expect("by");
        expect("(");
        var labels = new ArrayList<String>();
        do {
            labels.add(take());
        } while (took(","));
        return closing(labels);
    }

    private Expr selector(String series) {
        var matchers = new ArrayList<Matcher>();
        if (took("{")) {
            while (!took("}")) {
                String label = take();
                var operator = MATCHERS.get(take());
                if (operator == null) {
                    throw new IllegalArgumentException("no matcher of " + label);
                }
                String quoted = take();
                matchers.add(new Matcher(label, operator, quoted.substring(1, quoted.length() - 1)));
                took(",");
            }
        }
        return new Expr.Selector(series, matchers, peek().startsWith("[") ? duration(take()) : null);
    }

    private static Duration duration(String range) {
        String text = range.substring(1, range.length() - 1);
        return text.equals("$__rate_interval")
                ? Duration.ofMinutes(5)
                : Duration.parse("PT" + text.toUpperCase(java.util.Locale.ROOT));
    }

    private <T> T closing(T inner) {
        expect(")");
        return inner;
    }

    private String peek() {
        return next < tokens.size() ? tokens.get(next) : "";
    }

    private String take() {
        return tokens.get(next++);
    }

    private boolean took(String token) {
        boolean there = peek().equals(token);
        next += there ? 1 : 0;
        return there;
    }

    private void expect(String token) {
        if (!took(token)) {
            throw new IllegalArgumentException("%s expected, %s found".formatted(token, peek()));
        }
    }
}
