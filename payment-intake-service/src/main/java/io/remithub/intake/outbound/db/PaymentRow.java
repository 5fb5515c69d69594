package io.remithub.intake.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.remithub.intake.application.LifecycleFact;
import io.remithub.intake.application.PaymentView;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.Finding;
import io.remithub.intake.domain.Money;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.TenantId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "payment")
@SuppressWarnings("NullAway.Init")
class PaymentRow extends PanacheEntityBase {

    @Id
    String paymentId;

    UUID tenantId;
    String batchId;
    String issuerReferenceId;

    @Nullable
    String issuerPaymentId;

    @Nullable
    LocalDate paymentDate;

    long amount;

    @Nullable
    String remitMethod;

    String payeeKey;

    @JdbcTypeCode(SqlTypes.JSON)
    List<Finding> findings;

    String status;
    long availableBalance;
    int issuance;
    List<String> holdReasons;
    long revision;
    Instant createdAt;

    void apply(LifecycleFact.PaymentMoved moved) {
        status = moved.status();
        availableBalance = moved.availableBalance().cents();
        issuance = moved.issuance();
        holdReasons = List.copyOf(moved.holdReasons());
    }

    PaymentView view() {
        return new PaymentView(
                new PaymentId(paymentId),
                new TenantId(tenantId),
                new BatchId(batchId),
                issuerReferenceId,
                new Money(amount),
                status,
                new Money(availableBalance),
                issuance,
                revision);
    }
}
