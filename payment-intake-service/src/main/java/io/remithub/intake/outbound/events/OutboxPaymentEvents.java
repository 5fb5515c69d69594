package io.remithub.intake.outbound.events;

import io.remithub.events.intake.PaymentAccepted;
import io.remithub.intake.application.NewPaymentEvents;
import io.remithub.intake.application.PaymentEvents;
import io.remithub.intake.domain.Batch;
import io.remithub.intake.domain.Payment;
import io.remithub.messaging.Cause;
import io.remithub.messaging.Outbox;
import io.remithub.messaging.OutgoingEvent;
import io.remithub.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class OutboxPaymentEvents implements PaymentEvents {

    private final Outbox outbox;
    private final RemittedPayments remitted;
    private final Carriage carriage;

    OutboxPaymentEvents(Outbox outbox, RemittedPayments remitted, Carriage carriage) {
        this.outbox = outbox;
        this.remitted = remitted;
        this.carriage = carriage;
    }

    @Override
    public NewPaymentEvents into(Batch batch) {
        return new NewPaymentRecords(outbox, remitted, carriage, batch);
    }

    @Override
    public void issued(Batch batch, Payment payment) {
        var accepted = PaymentAccepted.newBuilder()
                .setBatch(BatchHeaders.of(batch))
                .setPayment(carriage.carried(remitted.of(batch.tenant(), payment)))
                .setStart(true)
                .build();
        String batchId = batch.id().value();
        outbox.append(new OutgoingEvent(
                Topic.PAYMENTS_INTAKE, batchId, batchId, batch.tenant().toString(), accepted, Cause.current()));
    }
}
