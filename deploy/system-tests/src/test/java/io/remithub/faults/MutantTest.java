package io.remithub.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MutantTest {

    @Test
    void a_mutant_is_seen_by_the_rule_that_it_breaks_and_not_by_any_other_trouble() {
        var hangs = outcome(List.of(
                "not at rest after PT90S: posting is behind by 3",
                Checker.I6.violated("3 events wait in the outbox of posting"),
                Checker.I4.violated("p has come as far as 1 of 2")));
        assertThat(Mutant.values()).noneMatch(mutant -> mutant.isSeen(hangs));

        var doubled = outcome(List.of(Checker.I3.violated("PAYMENT of claim 0 is there 2 times")));
        assertThat(Mutant.BLIND_RETRY.isSeen(doubled)).isTrue();
        assertThat(Mutant.CURSOR.isSeen(doubled)).isFalse();
        var refused = outcome(List.of(Checker.I6.violated("batch-orchestrator-service set aside it: not-applicable")));
        assertThat(Mutant.INBOX_OFF.isSeen(refused)).isTrue();
    }

    private static Outcome outcome(List<String> violations) {
        return new Outcome(0, "a mutant", List.of(), 1, new Fates(0, 0, 0), Duration.ZERO, violations, "");
    }
}
