package io.remithub.intake.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.Finding;
import io.remithub.intake.domain.Issuance;
import io.remithub.intake.domain.Money;
import io.remithub.intake.domain.PaymentId;
import io.remithub.intake.domain.PaymentState;
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

    @Nullable
    String askedStatus;

    @Nullable
    Long askedBalance;

    @Nullable
    Integer askedIssuance;

    @Nullable
    String askedCommand;

    /** Public id of the key that put it in. */
    @Nullable
    String addedBy;

    @Nullable
    Instant releasedAt;

    @Nullable
    String releasedCommand;

    /** No longer of its batch and its totals. */
    boolean removed;

    /** What the payer is told: what was asked for, until it is answered. */
    private Issuance shown() {
        return new Issuance(
                askedIssuance == null ? issuance : askedIssuance,
                askedStatus == null ? status : askedStatus,
                new Money(askedBalance == null ? availableBalance : askedBalance));
    }

    /** What it adds to its batch's total. */
    long counted() {
        return removed ? 0 : amount;
    }

    /** What a command that lost had written. */
    void undo(String command) {
        if (command.equals(askedCommand)) {
            askNothing();
        }
        if (command.equals(releasedCommand)) {
            releasedAt = null;
            releasedCommand = null;
        }
    }

    private void askNothing() {
        askedStatus = null;
        askedBalance = null;
        askedIssuance = null;
        askedCommand = null;
    }

    /** As commands find it. */
    PaymentState state() {
        return new PaymentState(
                new PaymentId(paymentId),
                new BatchId(batchId),
                issuerReferenceId,
                new Money(amount),
                shown(),
                List.copyOf(holdReasons),
                removed);
    }
}
