package io.remithub.sandbox.nexhealth;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client asks to be written; adjustments call the type and the date by names of their own. */
@JsonNaming(SnakeCaseStrategy.class)
record NewTransaction(
        @Nullable String currency,
        @Nullable Long patientId,
        @Nullable BigDecimal amount,
        @Nullable String typeName,
        @Nullable Integer paymentTypeId,
        @Nullable Integer adjustmentTypeId,
        @Nullable String transactionId,
        @Nullable LocalDate paidAt,
        @Nullable LocalDate adjustedAt,
        @Nullable Map<String, BigDecimal> providerSplits,
        @Nullable Map<String, BigDecimal> chargeSplits) {
    private static final int LONGEST_ID = 50;

    /** Everything that is wrong with it, as the location sees it. */
    List<String> faults(Kind kind, List<TransactionType> types) {
        var faults = new ArrayList<String>();
        if (currency != null && !currency.equals("USD")) {
            faults.add("currency is not supported");
        }
        if (patientId == null) {
            faults.add("patient_id is missing");
        }
        if (amount == null
                || amount.signum() <= 0
                || amount.stripTrailingZeros().scale() > 2) {
            faults.add("amount must be positive and in whole cents");
        }
        if (transactionId == null || !transactionId.matches("[A-Za-z0-9]+:\\S+")) {
            faults.add("transaction_id must carry a prefix, as in NH:201");
        } else if (transactionId.length() > LONGEST_ID) {
            faults.add("transaction_id is longer than 50 characters");
        }
        if (type(kind, types).isEmpty()) {
            faults.add(kind.noun() + " type does not exist at the location");
        }
        faults.addAll(faultsOfSplits(kind, types));
        return faults;
    }

    Optional<TransactionType> type(Kind kind, List<TransactionType> types) {
        var id = kind == Kind.PAYMENT ? paymentTypeId : adjustmentTypeId;
        return types.stream()
                .filter(type -> id == null ? type.name().equals(typeName) : type.id() == id)
                .findFirst();
    }

    @Nullable
    LocalDate date() {
        return paidAt == null ? adjustedAt : paidAt;
    }

    private List<String> faultsOfSplits(Kind kind, List<TransactionType> types) {
        if (providerSplits != null && chargeSplits != null) {
            return List.of("provider_splits and charge_splits exclude each other");
        }
        var splits = providerSplits == null ? chargeSplits : providerSplits;
        if (splits == null) {
            var debit = type(kind, types)
                    .filter(type -> "debit".equals(type.action()))
                    .isPresent();
            return debit ? List.of("a debit must be allocated by provider_splits or charge_splits") : List.of();
        }
        var sum = splits.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return amount == null || sum.compareTo(amount) == 0
                ? List.of()
                : List.of("the splits do not add up to the amount");
    }
}
