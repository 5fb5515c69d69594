package io.remithub.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MetricTable TABLE = MetricTable.read();
    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");
    private static final int COLUMNS = 24;

    @ParameterizedTest
    @ValueSource(strings = {"flow", "partners", "operations"})
    void a_dashboard_shows_nothing_but_what_the_table_has(String name) throws IOException {
        for (JsonNode target : targets(name)) {
            var expr = PromQl.read(target.path("expr").asText());

            assertThat(Uses.unknown(TABLE, expr)).describedAs("%s", target).isEmpty();
            var labels = new HashSet<>(Set.of("job", "instance"));
            Uses.metrics(TABLE, expr)
                    .forEach(metric -> labels.addAll(metric.labels().keySet()));
            assertThat(LEGEND.matcher(target.path("legendFormat").asText())
                            .results()
                            .map(label -> label.group(1)))
                    .isSubsetOf(labels);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flow", "partners", "operations"})
    void grafana_takes_it_wherever_its_data_are(String name) throws IOException {
        var dashboard = dashboard(name);

        assertThat(dashboard.path("uid").asText()).isEqualTo("remit-hub-" + name);
        assertThat(dashboard.path("schemaVersion").asInt()).isEqualTo(39);
        assertThat(dashboard.at("/templating/list/0/type").asText()).isEqualTo("datasource");
        assertThat(dashboard.at("/templating/list/0/query").asText()).isEqualTo("prometheus");
        assertThat(dashboard.findValuesAsText("uid").stream().skip(1).distinct())
                .containsOnly("${datasource}");
        var panels = List.of(JSON.convertValue(dashboard.path("panels"), JsonNode[].class));
        assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        var taken = new HashSet<String>();
        for (JsonNode panel : panels) {
            assertThat(panel.path("type").asText()).isIn("row", "timeseries", "stat");
            assertThat(panel.path("title").asText()).isNotBlank();
            var at = panel.path("gridPos");
            assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(COLUMNS);
            for (int x = at.path("x").asInt();
                    x < at.path("x").asInt() + at.path("w").asInt();
                    x++) {
                for (int y = at.path("y").asInt();
                        y < at.path("y").asInt() + at.path("h").asInt();
                        y++) {
                    assertThat(taken.add(x + "/" + y))
                            .describedAs("%s lies upon another", panel.path("title"))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void everything_that_the_hub_measures_is_shown_somewhere() throws IOException {
        var shown = new HashSet<String>();
        for (String name : List.of("flow", "partners", "operations")) {
            for (JsonNode target : targets(name)) {
                Uses.metrics(TABLE, PromQl.read(target.path("expr").asText()))
                        .forEach(metric -> shown.add(metric.name()));
            }
        }
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        TABLE.metrics().stream().map(Metric::name).toList());
    }

    private static List<JsonNode> targets(String name) throws IOException {
        return dashboard(name).findValues("targets").stream()
                .flatMap(targets -> Stream.of(JSON.convertValue(targets, JsonNode[].class)))
                .toList();
    }

    private static JsonNode dashboard(String name) throws IOException {
        return JSON.readTree(Files.readString(Path.of("dashboards", name + ".json")));
    }
}
