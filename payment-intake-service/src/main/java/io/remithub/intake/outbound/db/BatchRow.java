package io.remithub.intake.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.remithub.intake.application.LifecycleFact;
import io.remithub.intake.domain.Payment;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
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

    @Nullable
    String askedStatus;

    @Nullable
    String askedCommand;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Long> paymentsByStatus;

    /** Public ids of the keys that put payments in. */
    List<String> contributors;

    @Nullable
    Instant startedAt;

    @Nullable
    String startedBy;

    @Nullable
    Instant releasedAt;

    /** The person, sealed. */
    byte @Nullable [] releasedBy;

    @Nullable
    String releasedByKey;

    @Nullable
    Instant cancelledAt;

    String createdBy;
    Instant createdAt;

    void apply(LifecycleFact.BatchMoved moved) {
        status = moved.status();
        reasonCode = moved.reasonCode();
        paymentsByStatus = Map.copyOf(moved.paymentsByStatus());
        revision++;
        // A payment issued alone starts its batch without a command.
        boolean begun = askedCommand == null && !status.equals(Payment.FIRST_STATUS);
        if (begun || moved.answered().contains(askedCommand)) {
            askNothing();
        }
    }

    /** What the payer is told: what was asked for, until it is answered. */
    String shownStatus() {
        return askedStatus == null ? status : askedStatus;
    }

    void ask(String leadsTo, String command) {
        askedStatus = leadsTo;
        askedCommand = command;
    }

    /** What a command that lost had written. */
    void undo(String type, String command) {
        switch (type) {
            case "BatchStartRequested" -> {
                startedAt = null;
                startedBy = null;
            }
            case "BatchReleaseRequested" -> {
                releasedAt = null;
                releasedBy = null;
                releasedByKey = null;
            }
            case "BatchCancelRequested" -> cancelledAt = null;
            default -> {
                // others leave no mark on the batch
            }
        }
        if (command.equals(askedCommand)) {
            askNothing();
        }
    }

    void askNothing() {
        askedStatus = null;
        askedCommand = null;
    }
}
