package io.remithub.observability;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

@SuppressWarnings("unchecked")
class AlertsTest {

    private static final Path RUNBOOKS = Path.of("runbooks");
    private static final Path PROMTOOL = Path.of("target/promtool");
    private static final MetricTable TABLE = MetricTable.read();
    private static final Map<String, Map<String, Object>> ALERTS =
            alerts().stream().collect(toMap(alert -> String.valueOf(alert.get("alert")), alert -> alert));

    record Case(String name, List<Series> series, String alert, int minute, Set<Map<String, String>> expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void an_alert_fires_where_it_should_and_not_just_below(Case it) {
        var alert = ALERTS.get(it.alert());

        var firing = Evaluation.heldFor(
                PromQl.read(String.valueOf(alert.get("expr"))), it.series(), it.minute(), minutes(alert.get("for")));

        assertThat(firing.stream()
                        .map(labels -> {
                            var all = new HashMap<>(labels);
                            all.putAll((Map<String, String>) alert.get("labels"));
                            return all;
                        })
                        .collect(toSet()))
                .isEqualTo(it.expected());
    }

    @Test
    void every_alert_is_tested_firing_and_silent() {
        assertThat(cases().filter(it -> !it.expected().isEmpty()).map(Case::alert))
                .hasSameElementsAs(ALERTS.keySet());
        assertThat(cases().filter(it -> it.expected().isEmpty()).map(Case::alert))
                .hasSameElementsAs(ALERTS.keySet());
    }

    @Test
    void alerts_speak_of_nothing_but_what_the_table_has() {
        ALERTS.forEach((name, alert) -> assertThat(Uses.unknown(TABLE, PromQl.read(String.valueOf(alert.get("expr")))))
                .describedAs(name)
                .isEmpty());
    }

    @Test
    void an_alert_on_an_answer_that_nobody_counts_is_told() {
        assertThat(Uses.unknown(TABLE, PromQl.read("hub_partner_calls_seconds_count{answer=~\"lost|no-answer\"}")))
                .containsExactly("hub_partner_calls_seconds_count{answer=lost|no-answer}");
    }

    @Test
    void every_alert_has_a_page_that_says_what_it_means_what_is_at_stake_how_to_look_and_what_unblocks_it()
            throws IOException {
        try (Stream<Path> pages = Files.list(RUNBOOKS)) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            ALERTS.keySet().stream().map(name -> name + ".md").toList());
        }
        for (var alert : ALERTS.entrySet()) {
            var page = RUNBOOKS.resolve(alert.getKey() + ".md");
            assertThat(Files.readString(page))
                    .startsWith("# " + alert.getKey() + "\n")
                    .contains("**At stake.**", "**How to look.**", "**What unblocks it.**");
            assertThat((Map<String, String>) alert.getValue().get("annotations"))
                    .containsKey("summary")
                    .containsEntry("runbook", "deploy/observability/runbooks/" + page.getFileName());
        }
    }

    @Test
    void the_table_sends_nobody_to_a_page_that_is_not_there() {
        for (Metric metric : TABLE.metrics()) {
            var words = metric.whenOff().split("unbooks? ", 2);
            if (words.length == 2) {
                assertThat(List.of(words[1].split("[;.] ?|, | and ")))
                        .describedAs(metric.name())
                        .first()
                        .satisfies(named -> assertThat(ALERTS).containsKey(named));
            }
        }
    }

    @Test
    void promtool_agrees_where_there_is_one() throws Exception {
        assumeTrue(promtool("--version") == 0, "no promtool on this machine: the evaluation above stands alone");
        Files.createDirectories(PROMTOOL);
        var rules = alerts().stream()
                .map(alert -> {
                    var rule = new HashMap<>(alert);
                    rule.remove("annotations");
                    return rule;
                })
                .toList();
        Files.writeString(
                PROMTOOL.resolve("rules.yaml"),
                new Yaml().dump(Map.of("groups", List.of(Map.of("name", "remit-hub", "rules", rules)))));
        Files.copy(
                Path.of("alerts-test.yaml"),
                PROMTOOL.resolve("alerts-test.yaml"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThat(promtool("check", "rules", "rules.yaml")).isZero();
        assertThat(promtool("test", "rules", "alerts-test.yaml")).isZero();
    }

    private static int promtool(String... arguments) throws InterruptedException {
        try {
            Files.createDirectories(PROMTOOL);
            return new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                            .toList())
                    .directory(PROMTOOL.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(PROMTOOL.resolve("output.txt").toFile())
                    .start()
                    .waitFor();
        } catch (IOException none) {
            return -1;
        }
    }

    private static List<Map<String, Object>> alerts() {
        var spec = (Map<String, Object>) yaml("alerts.yaml").get("spec");
        return ((List<Map<String, Object>>) spec.get("groups"))
                .stream()
                        .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
                        .toList();
    }

    static Stream<Case> cases() {
        return ((List<Map<String, Object>>) yaml("alerts-test.yaml").get("tests"))
                .stream().map(AlertsTest::testCase);
    }

    private static Case testCase(Map<String, Object> test) {
        var asked = ((List<Map<String, Object>>) test.get("alert_rule_test")).getFirst();
        return new Case(
                String.valueOf(test.get("name")),
                ((List<Map<String, String>>) test.get("input_series"))
                        .stream()
                                .map(series -> Series.of(series.get("series"), series.get("values")))
                                .toList(),
                String.valueOf(asked.get("alertname")),
                minutes(asked.get("eval_time")),
                ((List<Map<String, Map<String, String>>>) asked.get("exp_alerts"))
                        .stream().map(expected -> expected.get("exp_labels")).collect(toSet()));
    }

    private static int minutes(Object duration) {
        return duration == null
                ? 0
                : (int) Duration.parse("PT" + duration.toString().toUpperCase(Locale.ROOT))
                        .toMinutes();
    }

    private static Map<String, Object> yaml(String file) {
        try {
            return new Yaml().load(Files.readString(Path.of(file)));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
