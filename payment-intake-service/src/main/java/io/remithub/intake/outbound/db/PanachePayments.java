package io.remithub.intake.outbound.db;

import io.remithub.intake.application.NewPayments;
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
import javax.sql.DataSource;

@ApplicationScoped
@DatabaseFailures
class PanachePayments implements Payments {

    private final PaymentInsert insert;
    private final DataSource database;
    private final Sealing sealing;

    PanachePayments(PaymentInsert insert, DataSource database, Sealing sealing) {
        this.insert = insert;
        this.database = database;
        this.sealing = sealing;
    }

    @Override
    public boolean add(Batch batch, Payment payment, byte[] request) {
        return insert.execute(batch, payment, sealing.sealBytes(request, place(batch.tenant(), payment.id())));
    }

    @Override
    public List<Taken> othersThatBear(Batch batch, Payment payment) {
        Optional<Taken> sameRequest = BatchRow.bearing(batch.tenant(), batch.clientRequestId())
                .filter(row -> !row.batchId.equals(batch.id().value()))
                .map(BatchRow::taken);
        Optional<Taken> sameReference = PaymentRow.<PaymentRow>find(
                        "tenantId = ?1 and issuerReferenceId = ?2",
                        batch.tenant().value(),
                        payment.remittance().issuerReferenceId())
                .firstResultOptional()
                .map(row -> new Taken(
                        Reference.ISSUER_REFERENCE_ID, new BatchId(row.batchId), new PaymentId(row.paymentId)));
        return Stream.concat(sameRequest.stream(), sameReference.stream()).toList();
    }

    @Override
    public NewPayments into(Batch batch) {
        return new NewPaymentRows(database, sealing, batch);
    }

    private static AssociatedData place(TenantId tenant, PaymentId payment) {
        return AssociatedData.payment(tenant.toString(), payment.value());
    }
}
