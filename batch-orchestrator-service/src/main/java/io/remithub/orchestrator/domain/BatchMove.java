package io.remithub.orchestrator.domain;

/**
 * What one transaction did to one batch.
 *
 * @param opened it came into being in this transaction
 * @param commanded not only its payments moved
 */
public record BatchMove(Batch before, Batch after, boolean opened, boolean commanded, Trigger trigger) {

    public boolean isWorthTelling() {
        return opened || !before.equals(after);
    }

    /** Some of its payments have yet to follow what was decided now. */
    public boolean leadsPayments() {
        return commanded && after.payments().keySet().stream().anyMatch(after.yetToFollow()::contains);
    }
}
