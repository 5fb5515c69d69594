package io.remithub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final Figure FIGURE = new Figure("relay", "events/s", ">= 0.40", "read and delete");

    @Test
    void ofThreeRoundsTheOneWithTheMiddleRatioCounts(@TempDir Path directory) throws Exception {
        var report = new Report();
        report.add(FIGURE, new Measured(900, 1_000, Map.of(), null));
        report.add(FIGURE, new Measured(100, 1_000, Map.of(), null));
        report.add(FIGURE, new Measured(1_000, 2_000, Map.of("postgres", 12.0), null));

        report.write(directory.resolve("bench.json"));

        var figure = new ObjectMapper()
                .readTree(directory.resolve("bench.json").toFile())
                .get(0);
        assertThat(figure.at("/median/value").asDouble()).isEqualTo(1_000);
        assertThat(figure.at("/median/cpu/postgres").asDouble()).isEqualTo(12);
        assertThat(figure.at("/rounds")).hasSize(3);
    }
}
