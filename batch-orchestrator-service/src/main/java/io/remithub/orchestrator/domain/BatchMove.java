package io.remithub.orchestrator.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction did to one batch.
 *
 * @param opened it came into being in this transaction
 * @param commanded not only its payments moved
 * @param answered the commands that it took in, those without effect too
 */
public record BatchMove(
        Batch before, Batch after, boolean opened, boolean commanded, List<String> answered, Trigger trigger) {

    /** What an account that does not enforce its control totals gets to know instead. */
    public static final String TOTALS_DIFFER = "control-totals-mismatch";

    public boolean isWorthTelling() {
        return opened || !answered.isEmpty() || !before.equals(after);
    }

    /** Some of its payments have yet to follow what was decided now. */
    public boolean leadsPayments() {
        return commanded && after.payments().keySet().stream().anyMatch(after.yetToFollow()::contains);
    }

    public @Nullable String reasonCode() {
        if (isStartedOrReleased() && !after.current().equals(after.expected())) {
            return TOTALS_DIFFER;
        }
        return after.status() == BatchStatus.HELD ? Hold.ACCOUNT : null;
    }

    private boolean isStartedOrReleased() {
        return commanded
                && switch (after.status()) {
                    case CREATED, CANCELLED -> false;
                    case HELD, PROCESSING, COMPLETED, COMPLETED_WITH_ERRORS, FAILED ->
                        before.status() != after.status() || before.released() != after.released();
                };
    }
}
