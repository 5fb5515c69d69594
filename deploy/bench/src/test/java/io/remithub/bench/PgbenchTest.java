package io.remithub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PgbenchTest {

    @Test
    void of_what_pgbench_logs_the_median_is_told_which_a_few_slow_commits_do_not_move() {
        var log = List.of(
                "0 1 1100 0 1732374000 100000", "0 2 90000 0 1732374000 200000", "0 3 1300 0 1732374000 300000");

        assertThat(Pgbench.median(log)).isEqualTo(1.3);
    }
}
