package io.remithub.orchestrator.domain;

import org.jspecify.annotations.Nullable;

/** What the balance check found that a payment waits for; figures in cents, null where it is not about money. */
public record Finding(
        String code,
        @Nullable Integer claimIndex,
        @Nullable Long expected,
        @Nullable Long actual) {

    /** Between claims and payment: no operator can approve it, since money would come from nowhere. */
    boolean isOfTheSum() {
        return claimIndex == null && expected != null;
    }
}
