package io.remithub.orchestrator.application;

import io.remithub.events.intake.BatchHeader;
import io.remithub.events.intake.BatchOpened;
import io.remithub.events.intake.PaymentAccepted;
import io.remithub.messaging.ReceivedEvent;
import io.remithub.orchestrator.domain.Batch;
import io.remithub.orchestrator.domain.BatchTerms;
import io.remithub.orchestrator.domain.HoldRule;
import io.remithub.orchestrator.domain.Policy;
import io.remithub.orchestrator.domain.Policy.BalancePolicy;
import io.remithub.orchestrator.domain.Policy.PostWhen;
import io.remithub.orchestrator.domain.Totals;
import java.util.stream.Stream;

/** Batches as the events of their payments are headed: whichever comes first opens one. */
final class Headers {

    private Headers() {}

    static Stream<Batch> batch(ReceivedEvent event) {
        return switch (event.payload()) {
            case BatchOpened opened -> Stream.of(batch(opened.getBatch()));
            case PaymentAccepted accepted -> Stream.of(batch(accepted.getBatch()));
            default -> Stream.empty();
        };
    }

    private static Batch batch(BatchHeader header) {
        return Batch.open(
                new BatchTerms(
                        header.getTenantId(),
                        header.getBatchId(),
                        header.getClientRequestId(),
                        new BatchTerms.Account(header.getAccountShortCode(), header.getSubAccountShortCode()),
                        policy(header.getPolicy())),
                new Totals(header.getExpectedTotal(), header.getExpectedPayments()));
    }

    static Policy policy(io.remithub.events.intake.Policy policy) {
        return new Policy(
                policy.getHold(),
                BalancePolicy.valueOf(policy.getBalance()),
                PostWhen.valueOf(policy.getPostWhen()),
                policy.getAutoPost(),
                policy.getHoldRules().stream()
                        .map(rule -> new HoldRule(rule.getCode(), rule.getSettings()))
                        .toList(),
                policy.getHeldSlaSeconds(),
                policy.getDualControl());
    }
}
