package io.remithub.intake.outbound.events;

import io.remithub.events.intake.PaymentAccepted;
import io.remithub.events.intake.RemittedPayment;
import io.remithub.intake.application.NewPaymentEvents;
import io.remithub.intake.domain.Batch;
import io.remithub.intake.domain.Payment;
import io.remithub.messaging.Cause;
import io.remithub.messaging.Outbox;
import io.remithub.messaging.OutgoingEvent;
import io.remithub.schemas.Topic;
import java.util.ArrayList;
import java.util.List;

/** Payments as they will travel, patients' data sealed already. */
final class NewPaymentRecords implements NewPaymentEvents {

    private final Outbox outbox;
    private final RemittedPayments remitted;
    private final Carriage carriage;
    private final Batch into;
    private final List<RemittedPayment> payments = new ArrayList<>();

    NewPaymentRecords(Outbox outbox, RemittedPayments remitted, Carriage carriage, Batch into) {
        this.outbox = outbox;
        this.remitted = remitted;
        this.carriage = carriage;
        this.into = into;
    }

    @Override
    public boolean take(Payment payment) {
        var told = remitted.of(into.tenant(), payment);
        boolean carried = carriage.carries(told);
        if (carried) {
            payments.add(told);
        }
        return carried;
    }

    @Override
    public void accepted(Batch batch) {
        var header = BatchHeaders.of(batch);
        String id = batch.id().value();
        var cause = Cause.current();
        outbox.append(payments.stream()
                .map(payment -> new OutgoingEvent(
                        Topic.PAYMENTS_INTAKE,
                        id,
                        id,
                        batch.tenant().toString(),
                        PaymentAccepted.newBuilder()
                                .setBatch(header)
                                .setPayment(payment)
                                .setStart(false)
                                .build(),
                        cause))
                .toList());
    }
}
