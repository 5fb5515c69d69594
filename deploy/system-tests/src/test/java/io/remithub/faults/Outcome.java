package io.remithub.faults;

import java.time.Duration;
import java.util.List;

/**
 * What became of a row.
 *
 * @param fates of its payments
 * @param healed how long after the last fault had ended everything stood still again
 * @param skipped why it was not run at all; empty where it was
 */
record Outcome(
        int row,
        String sentence,
        List<String> strikes,
        int payments,
        Fates fates,
        Duration healed,
        List<String> violations,
        String skipped) {

    private static final Duration GOAL = Duration.ofSeconds(30);

    static Outcome skipped(Row row, String why) {
        return new Outcome(
                row.number(), row.sentence(), List.of(), 0, new Fates(0, 0, 0), Duration.ZERO, List.of(), why);
    }

    long lost() {
        return of(Checker.I1) + of(Checker.I5);
    }

    long doubled() {
        return of(Checker.I3) + of(Checker.I8);
    }

    long outOfOrder() {
        return of(Checker.I4);
    }

    private long of(Checker rule) {
        return violations.stream().filter(rule::says).count();
    }

    /** Of the goal for it, which is not a rule. */
    boolean healedInTime() {
        return healed.compareTo(GOAL) < 0;
    }

    boolean held() {
        return violations.isEmpty() && !isSkipped();
    }

    boolean isSkipped() {
        return !skipped.isEmpty();
    }
}
