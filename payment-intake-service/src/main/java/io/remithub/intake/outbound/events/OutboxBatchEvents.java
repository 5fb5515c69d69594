package io.remithub.intake.outbound.events;

import io.remithub.events.intake.BatchAmended;
import io.remithub.events.intake.BatchCancelRequested;
import io.remithub.events.intake.BatchOpened;
import io.remithub.events.intake.BatchReleaseRequested;
import io.remithub.events.intake.BatchStartRequested;
import io.remithub.events.intake.PaymentRemoved;
import io.remithub.events.intake.PaymentReplaced;
import io.remithub.intake.application.BatchEvents;
import io.remithub.intake.domain.Batch;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.BatchState;
import io.remithub.intake.domain.Caller;
import io.remithub.intake.domain.Payment;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.TenantId;
import io.remithub.intake.domain.Totals;
import io.remithub.messaging.Cause;
import io.remithub.messaging.Outbox;
import io.remithub.messaging.OutgoingEvent;
import io.remithub.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class OutboxBatchEvents implements BatchEvents {

    private final Outbox outbox;
    private final RemittedPayments remitted;
    private final Carriage carriage;

    OutboxBatchEvents(Outbox outbox, RemittedPayments remitted, Carriage carriage) {
        this.outbox = outbox;
        this.remitted = remitted;
        this.carriage = carriage;
    }

    @Override
    public String opened(Batch batch) {
        return send(batch.tenant(), batch.id(), new BatchOpened(BatchHeaders.of(batch)));
    }

    @Override
    public String startRequested(BatchState batch, Caller caller) {
        Totals current = batch.current();
        return send(
                caller.tenant(),
                batch.id(),
                BatchStartRequested.newBuilder()
                        .setTenantId(caller.tenant().toString())
                        .setBatchId(batch.id().value())
                        .setCurrentTotal(current.total().cents())
                        .setCurrentPayments(current.payments())
                        .setRequestedBy(caller.keyId())
                        .build());
    }

    @Override
    public String releaseRequested(BatchId batch, @Nullable List<PaymentId> payments, Caller caller) {
        return send(
                caller.tenant(),
                batch,
                BatchReleaseRequested.newBuilder()
                        .setTenantId(caller.tenant().toString())
                        .setBatchId(batch.value())
                        .setPaymentIds(
                                payments == null
                                        ? null
                                        : payments.stream()
                                                .map(PaymentId::value)
                                                .toList())
                        .setRequestedBy(caller.keyId())
                        .build());
    }

    @Override
    public String cancelRequested(BatchId batch, Caller caller) {
        return send(
                caller.tenant(),
                batch,
                new BatchCancelRequested(caller.tenant().toString(), batch.value(), caller.keyId()));
    }

    @Override
    public String amended(BatchId batch, Totals expected, Caller caller) {
        return send(
                caller.tenant(),
                batch,
                BatchAmended.newBuilder()
                        .setTenantId(caller.tenant().toString())
                        .setBatchId(batch.value())
                        .setExpectedTotal(expected.total().cents())
                        .setExpectedPayments(expected.payments())
                        .setRequestedBy(caller.keyId())
                        .build());
    }

    @Override
    public String replaced(Batch batch, Payment payment, Caller caller) {
        return send(
                caller.tenant(),
                batch.id(),
                PaymentReplaced.newBuilder()
                        .setTenantId(caller.tenant().toString())
                        .setBatchId(batch.id().value())
                        .setPayment(carriage.carried(remitted.of(batch.tenant(), payment)))
                        .setRequestedBy(caller.keyId())
                        .build());
    }

    @Override
    public String removed(BatchId batch, PaymentId payment, Caller caller) {
        return send(
                caller.tenant(),
                batch,
                new PaymentRemoved(caller.tenant().toString(), batch.value(), payment.value(), caller.keyId()));
    }

    private String send(TenantId tenant, BatchId batch, SpecificRecord event) {
        return outbox.append(new OutgoingEvent(
                        Topic.PAYMENTS_INTAKE, batch.value(), batch.value(), tenant.toString(), event, Cause.current()))
                .getFirst();
    }
}
