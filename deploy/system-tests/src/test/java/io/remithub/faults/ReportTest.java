package io.remithub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void a_row_that_took_half_a_minute_to_heal_has_missed_its_goal_and_says_so() {
        assertThat(Report.line(healed(Duration.ofMillis(29_999)))).endsWith(" s");
        assertThat(Report.line(healed(Duration.ofSeconds(30)))).endsWith("30.0 s  goal of 30 s missed");
        assertThat(healed(Duration.ofSeconds(30)).held()).isTrue();
    }

    private static Outcome healed(Duration within) {
        return new Outcome(1, "a row", List.of("a fault"), 1, new Fates(1, 0, 0), within, List.of(), "");
    }
}
