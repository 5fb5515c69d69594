package io.remithub.intake.outbound.events;

import io.remithub.events.intake.PaymentReissueRequested;
import io.remithub.events.intake.PaymentSettled;
import io.remithub.events.intake.PaymentVoidRequested;
import io.remithub.intake.application.IssuanceEvents;
import io.remithub.intake.domain.Caller;
import io.remithub.intake.domain.PaymentState;
import io.remithub.messaging.Cause;
import io.remithub.messaging.Outbox;
import io.remithub.messaging.OutgoingEvent;
import io.remithub.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class OutboxIssuanceEvents implements IssuanceEvents {

    private final Outbox outbox;

    OutboxIssuanceEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public String voidRequested(PaymentState payment, Caller caller) {
        return send(
                payment,
                caller,
                PaymentVoidRequested.newBuilder()
                        .setTenantId(caller.tenant().toString())
                        .setBatchId(payment.batch().value())
                        .setPaymentId(payment.id().value())
                        .setIssuance(payment.issuance().number())
                        .setRequestedBy(caller.keyId())
                        .build());
    }

    @Override
    public String reissueRequested(
            PaymentState payment, @Nullable String payeeKey, @Nullable String remitMethod, Caller caller) {
        return send(
                payment,
                caller,
                PaymentReissueRequested.newBuilder()
                        .setTenantId(caller.tenant().toString())
                        .setBatchId(payment.batch().value())
                        .setPaymentId(payment.id().value())
                        .setIssuance(payment.issuance().number() + 1)
                        .setRemitMethod(remitMethod)
                        .setPayeeKey(payeeKey)
                        .setRequestedBy(caller.keyId())
                        .build());
    }

    @Override
    public String settled(PaymentState payment, LocalDate on, Caller caller) {
        return send(
                payment,
                caller,
                PaymentSettled.newBuilder()
                        .setTenantId(caller.tenant().toString())
                        .setBatchId(payment.batch().value())
                        .setPaymentId(payment.id().value())
                        .setIssuance(payment.issuance().number())
                        .setSettledOn(on)
                        .setRequestedBy(caller.keyId())
                        .build());
    }

    private String send(PaymentState payment, Caller caller, SpecificRecord event) {
        String batch = payment.batch().value();
        return outbox.append(new OutgoingEvent(
                        Topic.PAYMENTS_INTAKE, batch, batch, caller.tenant().toString(), event, Cause.current()))
                .getFirst();
    }
}
