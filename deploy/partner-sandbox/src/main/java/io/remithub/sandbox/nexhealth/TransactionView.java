package io.remithub.sandbox.nexhealth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A transaction as answers and the ledger show it; what is not of its kind is left out. */
@JsonNaming(SnakeCaseStrategy.class)
record TransactionView(
        long id,
        String transactionId,
        long patientId,
        BigDecimal amount,
        String currency,
        String typeName,
        String locationId,
        String subdomain,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate paidAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate adjustedAt,
        @Nullable Map<String, BigDecimal> chargeSplits,
        @Nullable Map<String, BigDecimal> providerSplits,
        Transaction.Status status,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String error,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<LineView> payments,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<LineView> adjustments) {

    static TransactionView of(Transaction transaction) {
        return of(transaction, false);
    }

    static TransactionView withLines(Transaction transaction) {
        return of(transaction, true);
    }

    private static TransactionView of(Transaction transaction, boolean withLines) {
        var payment = transaction.kind() == Kind.PAYMENT;
        var lines = withLines
                ? transaction.lines().stream()
                        .map(line -> LineView.of(transaction, line))
                        .toList()
                : null;
        return new TransactionView(
                transaction.id(),
                transaction.transactionId(),
                transaction.patientId(),
                transaction.amount(),
                "USD",
                transaction.type().name(),
                transaction.locationId(),
                transaction.subdomain(),
                payment ? transaction.date() : null,
                payment ? null : transaction.date(),
                transaction.chargeSplits(),
                transaction.providerSplits(),
                transaction.status(),
                transaction.status() == Transaction.Status.failed
                        ? transaction.fate().failure()
                        : null,
                payment ? lines : null,
                payment ? null : lines);
    }
}
