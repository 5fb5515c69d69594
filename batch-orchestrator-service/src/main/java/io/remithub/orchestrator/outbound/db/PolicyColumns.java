package io.remithub.orchestrator.outbound.db;

import io.remithub.orchestrator.domain.HoldRule;
import io.remithub.orchestrator.domain.Policy;
import io.remithub.orchestrator.domain.Policy.BalancePolicy;
import io.remithub.orchestrator.domain.Policy.PostWhen;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Embeddable
record PolicyColumns(
        boolean hold,

        @Column(name = "balance_policy") @Enumerated(EnumType.STRING)
        BalancePolicy balance,

        @Column(name = "post_when") @Enumerated(EnumType.STRING)
        PostWhen postWhen,

        @Column(name = "auto_post") String autoPost,

        @Column(name = "hold_rules") @JdbcTypeCode(SqlTypes.JSON)
        List<HoldRule> holdRules,

        @Column(name = "held_sla") @Nullable Long heldSla,

        @Column(name = "dual_control") boolean dualControl) {

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
        return new Policy(hold, balance, postWhen, autoPost, holdRules, heldSla, dualControl);
    }
}
