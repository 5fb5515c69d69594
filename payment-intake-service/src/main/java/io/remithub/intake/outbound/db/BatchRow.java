package io.remithub.intake.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.remithub.intake.application.DetailedView;
import io.remithub.intake.application.LifecycleFact;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "payment_batch")
@SuppressWarnings("NullAway.Init")
class BatchRow extends PanacheEntityBase {

    @Id
    String batchId;

    UUID tenantId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "account_id")
    AccountRow account;

    String clientRequestId;
    boolean single;
    long expectedTotal;
    long expectedPayments;
    long currentTotal;
    long currentPayments;
    String status;

    @Nullable
    String reasonCode;

    long revision;
    String createdBy;
    Instant createdAt;

    void apply(LifecycleFact.BatchMoved moved) {
        status = moved.status();
        reasonCode = moved.reasonCode();
        expectedTotal = moved.expectedTotal().cents();
        expectedPayments = moved.expectedPayments();
        currentTotal = moved.currentTotal().cents();
        currentPayments = moved.currentPayments();
        revision++;
    }

    DetailedView.BatchView view() {
        return new DetailedView.BatchView(clientRequestId, account.shortCode, account.subShortCode, createdBy);
    }
}
