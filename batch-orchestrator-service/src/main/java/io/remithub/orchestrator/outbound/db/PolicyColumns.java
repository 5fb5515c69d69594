package io.remithub.orchestrator.outbound.db;

import io.remithub.orchestrator.domain.HoldRule;
import io.remithub.orchestrator.domain.Policy;
import io.remithub.orchestrator.domain.Policy.BalancePolicy;
import io.remithub.orchestrator.domain.Policy.PostWhen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of a batch, and of each of its payments. */
record PolicyColumns(
        boolean hold,
        BalancePolicy balancePolicy,
        PostWhen postWhen,
        String autoPost,
        List<HoldRule> holdRules,
        @Nullable Long heldSla,
        boolean dualControl) {

    static PolicyColumns of(Policy policy) {
        return new PolicyColumns(
                policy.hold(),
                policy.balance(),
                policy.postWhen(),
                policy.autoPost(),
                policy.holdRules(),
                policy.heldSlaSeconds(),
                policy.dualControl());
    }

    Policy policy() {
        return new Policy(hold, balancePolicy, postWhen, autoPost, holdRules, heldSla, dualControl);
    }
}
