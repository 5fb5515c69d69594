package io.remithub.intake.outbound.db;

import io.remithub.intake.application.Payments;
import io.remithub.intake.domain.Batch;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.Payment;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.Rejection.Reference;
import io.remithub.intake.domain.Rejection.Taken;
import io.remithub.intake.domain.TenantId;
import io.remithub.messaging.AssociatedData;
import io.remithub.messaging.Sealing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PanachePayments implements Payments {

    private final PaymentInsert insert;
    private final Sealing sealing;

    PanachePayments(PaymentInsert insert, Sealing sealing) {
        this.insert = insert;
        this.sealing = sealing;
    }

    @Override
    public boolean add(Batch batch, Payment payment, byte[] request) {
        return insert.execute(batch, payment, sealing.sealBytes(request, place(batch.tenant(), payment.id())));
    }

    @Override
    public List<Taken> othersThatBear(Batch batch, Payment payment) {
        Optional<Taken> sameRequest = BatchRow.<BatchRow>find(
                        "tenantId = ?1 and clientRequestId = ?2 and batchId <> ?3",
                        batch.tenant().value(),
                        batch.clientRequestId(),
                        batch.id().value())
                .firstResultOptional()
                .map(PanachePayments::taken);
        Optional<Taken> sameReference = PaymentRow.<PaymentRow>find(
                        "tenantId = ?1 and issuerReferenceId = ?2",
                        batch.tenant().value(),
                        payment.remittance().issuerReferenceId())
                .firstResultOptional()
                .map(row -> new Taken(
                        Reference.ISSUER_REFERENCE_ID, new BatchId(row.batchId), new PaymentId(row.paymentId)));
        return Stream.concat(sameRequest.stream(), sameReference.stream()).toList();
    }

    private static Taken taken(BatchRow batch) {
        @Nullable
        PaymentId only = batch.single
                ? PaymentRow.<PaymentRow>find("batchId", batch.batchId)
                        .firstResultOptional()
                        .map(row -> new PaymentId(row.paymentId))
                        .orElse(null)
                : null;
        return new Taken(Reference.CLIENT_REQUEST_ID, new BatchId(batch.batchId), only);
    }

    private static AssociatedData place(TenantId tenant, PaymentId payment) {
        return AssociatedData.payment(tenant.toString(), payment.value());
    }
}
