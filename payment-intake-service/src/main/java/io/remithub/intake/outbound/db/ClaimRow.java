package io.remithub.intake.outbound.db;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.remithub.intake.application.DetailedView;
import io.remithub.intake.application.DetailedView.Progress;
import io.remithub.intake.domain.Money;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "payment_claim")
@IdClass(ClaimRow.Place.class)
@SuppressWarnings("NullAway.Init")
class ClaimRow extends PanacheEntityBase {

    /** Which claim of which payment. */
    record Place(String paymentId, int claimIndex) implements Serializable {}

    @Id
    String paymentId;

    @Id
    int claimIndex;

    String claimKey;
    String statusCode;
    long charge;
    long paid;
    long patientResponsibility;

    @Nullable
    String ticketId;

    @Nullable
    String category;

    @Nullable
    String transactionId;

    @Nullable
    String outcome;

    @Nullable
    String chargeOutcome;

    @Nullable
    String reversalOutcome;

    @Nullable
    String adjustmentOutcome;

    @Nullable
    String checkNumber;

    DetailedView.Claim view() {
        return new DetailedView.Claim(
                claimIndex,
                claimKey,
                statusCode,
                new Money(charge),
                new Money(paid),
                new Money(patientResponsibility),
                new Progress(
                        ticketId,
                        category,
                        transactionId,
                        outcome,
                        chargeOutcome,
                        reversalOutcome,
                        adjustmentOutcome,
                        checkNumber));
    }
}
