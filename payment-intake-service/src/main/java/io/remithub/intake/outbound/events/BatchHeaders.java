package io.remithub.intake.outbound.events;

import io.remithub.events.intake.BatchHeader;
import io.remithub.events.intake.HoldRule;
import io.remithub.events.intake.Policy;
import io.remithub.intake.domain.Account;
import io.remithub.intake.domain.Batch;
import java.time.Duration;
import java.util.Optional;

/** The batch as every payment's event carries it, the policy of the moment stamped on. */
final class BatchHeaders {

    private BatchHeaders() {}

    static BatchHeader of(Batch batch) {
        return BatchHeader.newBuilder()
                .setTenantId(batch.tenant().toString())
                .setBatchId(batch.id().value())
                .setClientRequestId(batch.clientRequestId())
                .setAccountShortCode(batch.account().shortCode())
                .setSubAccountShortCode(batch.account().subShortCode())
                .setExpectedTotal(batch.expectedTotal().cents())
                .setExpectedPayments(batch.expectedPayments())
                .setSingle(batch.single())
                .setCreatedBy(batch.createdBy())
                .setPolicy(policy(batch.account().policy()))
                .build();
    }

    private static Policy policy(Account.Policy policy) {
        return Policy.newBuilder()
                .setHold(policy.hold())
                .setBalance(policy.balance().name())
                .setControlTotals(policy.controlTotals().name())
                .setPostWhen(policy.postWhen().name())
                .setDualControl(policy.dualControl())
                .setAutoPost(policy.autoPost().name())
                .setHeldSlaSeconds(Optional.ofNullable(policy.heldSla())
                        .map(Duration::toSeconds)
                        .orElse(null))
                .setHoldRules(policy.holdRules().stream()
                        .map(rule -> HoldRule.newBuilder()
                                .setCode(rule.code())
                                .setSettings(rule.settings())
                                .build())
                        .toList())
                .build();
    }
}
