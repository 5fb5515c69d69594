package io.remithub.orchestrator.outbound.events;

import static java.util.stream.Collectors.toMap;

import io.remithub.events.batches.BatchStatusChanged;
import io.remithub.events.batches.CommandRejected;
import io.remithub.orchestrator.application.Refusal;
import io.remithub.orchestrator.domain.BatchMove;
import java.util.Map;
import java.util.Objects;

/** The public side of a batch. */
final class BatchEvents {

    private BatchEvents() {}

    static BatchStatusChanged statusChanged(BatchMove move) {
        var batch = move.after();
        return BatchStatusChanged.newBuilder()
                .setTenantId(batch.terms().tenantId())
                .setBatchId(batch.id())
                .setClientRequestId(batch.terms().clientRequestId())
                .setStatus(batch.status().wire())
                .setReasonCode(move.reasonCode())
                .setActorKind(move.trigger().actor().name())
                .setCause(move.trigger().causeId())
                .setAt(move.trigger().at())
                .setExpectedTotal(batch.expected().amount())
                .setExpectedPayments(batch.expected().payments())
                .setCurrentTotal(batch.current().amount())
                .setCurrentPayments(batch.current().payments())
                .setPaymentsByStatus(batch.payments().entrySet().stream()
                        .collect(toMap(entry -> entry.getKey().wire(), Map.Entry::getValue)))
                .setAnswered(move.answered())
                .build();
    }

    static CommandRejected rejected(Refusal refusal) {
        return CommandRejected.newBuilder()
                .setTenantId(refusal.tenantId())
                .setBatchId(refusal.batchId())
                .setCommandId(Objects.requireNonNull(refusal.trigger().causeId()))
                .setCommandType(refusal.commandType())
                .setCode(refusal.code())
                .setStatus(refusal.status())
                .build();
    }
}
