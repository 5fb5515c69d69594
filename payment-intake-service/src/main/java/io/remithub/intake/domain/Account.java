package io.remithub.intake.domain;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a payer's money goes out from, as its short codes name it, and how its payments are treated. */
public record Account(UUID id, String shortCode, String subShortCode, Policy policy) {

    /**
     * The account's settings.
     *
     * @param hold started batches wait until somebody releases them
     * @param dualControl the creator's key cannot release
     * @param heldSla how long a payment may stay held before it opens an exception, null: for ever
     * @param partialRelease single payments of a larger batch may be released ahead of it
     */
    public record Policy(
            boolean hold,
            Balance balance,
            ControlTotals controlTotals,
            PostWhen postWhen,
            boolean dualControl,
            AutoPost autoPost,
            @Nullable Duration heldSla,
            List<HoldRule> holdRules,
            boolean partialRelease) {

        /** Nothing is held, and what does not balance is shown. */
        public static final Policy USUAL = new Policy(
                false,
                Balance.WARN,
                ControlTotals.ENFORCE,
                PostWhen.CLAIM_FINAL,
                false,
                AutoPost.AUTO,
                null,
                List.of(),
                false);
    }

    /** What findings of the balance check mean; they are kept and shown in any case. */
    public enum Balance {
        /** Nothing waits, unless claims and payment differ: money would come from nowhere. */
        OFF,
        /** A payment that does not balance waits. */
        WARN,
        /** What has any, mere notes apart, is refused. */
        REJECT
    }

    /** What unequal control totals mean at start and release. */
    public enum ControlTotals {
        ENFORCE,
        WARN
    }

    /** When money is posted. */
    public enum PostWhen {
        CLAIM_FINAL,
        ISSUED
    }

    /** Whether an operator approves each posting. */
    public enum AutoPost {
        AUTO,
        REVIEW
    }

    /** A rule that holds a payment, by its reason code: amounts in cents, windows in seconds. */
    public record HoldRule(String code, Map<String, String> settings) {}
}
