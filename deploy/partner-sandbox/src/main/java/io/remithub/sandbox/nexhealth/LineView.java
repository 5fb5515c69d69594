package io.remithub.sandbox.nexhealth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** One ledger record as a read shows it: the amount by itself and, as the public reference has it, with its currency. */
@JsonNaming(SnakeCaseStrategy.class)
record LineView(
        long id,
        String foreignId,
        String locationId,
        long patientId,
        long guarantorId,
        @Nullable String providerId,
        @Nullable String chargeId,
        String transactionId,
        BigDecimal amount,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Money paymentAmount,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Money adjustmentAmount,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate paidAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate adjustedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer paymentTypeId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer adjustmentTypeId,
        @Nullable Instant updatedAt,
        @Nullable Instant deletedAt) {

    record Money(String amount, String currency) {}

    static LineView of(Transaction transaction, Transaction.Line line) {
        var payment = transaction.kind() == Kind.PAYMENT;
        var money = new Money(line.amount().toPlainString(), "USD");
        return new LineView(
                line.id(),
                String.valueOf(line.id()),
                transaction.locationId(),
                transaction.patientId(),
                transaction.patientId(),
                line.providerId(),
                line.chargeId(),
                transaction.transactionId(),
                line.amount(),
                payment ? money : null,
                payment ? null : money,
                payment ? transaction.date() : null,
                payment ? null : transaction.date(),
                payment ? transaction.type().id() : null,
                payment ? null : transaction.type().id(),
                transaction.insertedAt(),
                null);
    }
}
