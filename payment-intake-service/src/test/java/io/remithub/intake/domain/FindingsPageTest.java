package io.remithub.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.remithub.intake.domain.Finding.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingsPageTest {

    @ParameterizedTest
    @EnumSource(Code.class)
    void the_page_tells_of_every_finding_and_what_follows_from_it(Code code) throws IOException {
        assertThat(rows())
                .anyMatch(
                        row -> row.contains("`" + code.wire() + "`") && row.contains("| `" + code.severity() + "` |"));
    }

    @Test
    void it_tells_of_no_other() throws IOException {
        assertThat(rows().stream().mapToLong(row -> row.split("\\|")[1].split(",").length))
                .satisfies(counts -> assertThat(
                                counts.stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(Code.values().length));
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(Path.of("docs", "findings.md")).stream()
                .filter(line -> line.matches("\\| `[a-z]+-.*"))
                .toList();
    }
}
