package io.remithub.observability;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MetricTableTest {

    private static final Path PAGE = Path.of("metrics.md");
    private static final MetricTable TABLE = MetricTable.read();

    /** Written anew with {@code -Dmetrics.write}. */
    @Test
    void the_page_is_the_table() throws IOException {
        if (Boolean.getBoolean("metrics.write")) {
            Files.writeString(PAGE, page());
        }
        assertThat(PAGE).hasContent(page());
    }

    @Test
    void every_name_says_its_type_and_unit_as_prometheus_has_it() {
        assertThat(TABLE.metrics()).allSatisfy(metric -> {
            assertThat(metric.name().endsWith("_total")).isEqualTo(metric.type() == Metric.Type.COUNTER);
            assertThat(metric.type() != Metric.Type.TIMER || metric.name().endsWith("_seconds"))
                    .isTrue();
            assertThat(metric.origin() != Metric.Origin.HUB || metric.name().startsWith("hub_"))
                    .isTrue();
        });
    }

    @Test
    void what_a_service_exposes_beside_the_table_is_told() {
        var scrape = Scrape.of("""
                # HELP hub_tickets Tickets by state
                hub_tickets{state="Lost"} 1.0
                hub_webhooks_total{partner="nexhealth"} 1.0
                hub_inbox_parked 0.0 # {span_id="b7ad6b7169203331",trace_id="0af7651916cd43dd8448eb211c80319c"} 1.0 1795290307.304
                hub_unheard_of{} 1.0
                """);

        assertThat(scrape.differences(TABLE, "claim-status-poller"))
                .contains(
                        "hub_unheard_of is not in metrics.yaml",
                        "hub_webhooks_total is not to be exposed by claim-status-poller",
                        "hub_webhooks_total has labels [partner], not [partner, result]",
                        "hub_tickets{state=\"Queued\"} is not exposed",
                        "hub_outbox_depth is not exposed")
                .doesNotContain("hub_inbox_parked is not exposed")
                .anyMatch(it -> it.startsWith("hub_tickets{state=\"Lost\"} is none of: Queued, "));
    }

    private static String page() {
        return """
                # Metrics

                Each service exposes these at `/q/metrics` of its management port, and nothing of its own beside them. Written from
                [metrics.yaml](metrics.yaml); dashboards and alerts use nothing else. Prometheus adds `job`, the service, and `instance`.
                What is asked of the database is asked every ten seconds at most, and is the same from every replica: take the max.
                What the hub runs on tells at its own place, and only as much of it as is used stands here.

                | name | type | from | labels | meaning | when it is off |
                |---|---|---|---|---|---|
                """ + TABLE.metrics().stream().map(MetricTableTest::row).collect(joining("\n", "", "\n"));
    }

    private static String row(Metric metric) {
        return "| `%s` | %s | %s | %s | %s | %s |"
                .formatted(
                        metric.name(),
                        metric.type().name().toLowerCase(java.util.Locale.ROOT),
                        metric.services().isEmpty()
                                ? "all"
                                : metric.services().stream().sorted().collect(joining(", ")),
                        new TreeMap<>(metric.labels())
                                .entrySet().stream().map(MetricTableTest::label).collect(joining("; ")),
                        metric.meaning(),
                        metric.whenOff());
    }

    private static String label(Map.Entry<String, Metric.Values> label) {
        return "`%s`: %s".formatted(label.getKey(), label.getValue().shown());
    }
}
