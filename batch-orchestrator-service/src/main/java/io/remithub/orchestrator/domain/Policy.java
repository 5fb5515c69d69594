package io.remithub.orchestrator.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The account's settings that the saga obeys, as intake stamped them on the batch.
 *
 * @param heldSlaSeconds how long a payment may stay held before it opens an exception; null: for ever
 * @param dualControl two people decide about its money
 */
public record Policy(
        boolean hold,
        BalancePolicy balance,
        PostWhen postWhen,
        String autoPost,
        List<HoldRule> holdRules,
        @Nullable Long heldSlaSeconds,
        boolean dualControl) {

    public Policy {
        holdRules = List.copyOf(holdRules);
    }

    public enum BalancePolicy {
        OFF,
        WARN,
        REJECT
    }

    /** When money may be posted. */
    public enum PostWhen {
        CLAIM_FINAL,
        ISSUED
    }

    /** Held, and where it says not how long, as long as the other does. */
    Policy heldLike(Policy other) {
        var sla = heldSlaSeconds == null ? other.heldSlaSeconds : heldSlaSeconds;
        return new Policy(true, balance, postWhen, autoPost, holdRules, sla, dualControl);
    }

    boolean waitsForFinalStatus() {
        return postWhen == PostWhen.CLAIM_FINAL;
    }
}
