package io.remithub.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every round of every figure; prints medians as a table, and all of it as JSON. */
final class Report {

    private final Map<Figure, List<Measured>> rounds = new LinkedHashMap<>();

    void add(Figure figure, Measured round) {
        rounds.computeIfAbsent(figure, _ -> new ArrayList<>()).add(round);
        System.out.println("  " + line(figure, round));
    }

    Map<Figure, Measured> medians() {
        var medians = new LinkedHashMap<Figure, Measured>();
        rounds.forEach((figure, measured) -> medians.put(figure, median(measured)));
        return medians;
    }

    void print() {
        System.out.println();
        medians().forEach((figure, median) -> System.out.println(line(figure, median)));
    }

    private static Measured median(List<Measured> rounds) {
        return rounds.stream()
                .sorted(Comparator.comparingDouble(Measured::ratio))
                .toList()
                .get(rounds.size() / 2);
    }

    private static String line(Figure figure, Measured round) {
        var latencies = round.latencies();
        return "%-28s %,10.1f %-10s | %,10.1f %-22s | %.2f (%s)%s%s"
                .formatted(
                        figure.name(),
                        round.value(),
                        figure.unit(),
                        round.ceiling(),
                        figure.ceiling(),
                        round.ratio(),
                        figure.goal(),
                        latencies == null
                                ? ""
                                : " | p50 %.1f p90 %.1f p99 %.1f max %.1f ms"
                                        .formatted(latencies.p50(), latencies.p90(), latencies.p99(), latencies.max()),
                        round.cpu().isEmpty() ? "" : " | us an item: " + cpu(round.cpu()));
    }

    private static String cpu(Map<String, Double> cpu) {
        return cpu.entrySet().stream()
                .map(process -> "%s %.0f".formatted(process.getKey(), process.getValue()))
                .collect(Collectors.joining(", "));
    }

    void write(Path file) throws IOException {
        var figures = rounds.entrySet().stream()
                .map(entry -> Map.of(
                        "figure", entry.getKey(), "median", median(entry.getValue()), "rounds", entry.getValue()))
                .toList();
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), figures);
    }
}
