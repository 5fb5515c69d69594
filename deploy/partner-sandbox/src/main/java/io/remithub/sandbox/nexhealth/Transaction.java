package io.remithub.sandbox.nexhealth;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A transaction on its way into a health record, and the ledger lines that it has become there. */
record Transaction(
        long id,
        Kind kind,
        String subdomain,
        String locationId,
        String transactionId,
        long patientId,
        BigDecimal amount,
        TransactionType type,
        @Nullable LocalDate date,
        @Nullable Map<String, BigDecimal> providerSplits,
        @Nullable Map<String, BigDecimal> chargeSplits,
        Instant acceptedAt,
        Fate fate,
        Status status,
        @Nullable Instant insertedAt,
        List<Line> lines) {

    enum Status {
        pending,
        complete,
        failed
    }

    /** One record in the ledger, with the ledger's sign. */
    record Line(
            long id,
            BigDecimal amount,
            @Nullable String chargeId,
            @Nullable String providerId) {}

    Transaction {
        amount = amount.setScale(2, RoundingMode.UNNECESSARY);
    }

    Transaction inserted(Instant at, List<Line> asLines) {
        return with(Status.complete, at, asLines);
    }

    Transaction failed() {
        return with(Status.failed, null, List.of());
    }

    boolean isAt(Scope scope) {
        return subdomain.equals(scope.subdomain()) && locationId.equals(scope.locationId());
    }

    boolean seenBy(Instant readUntil) {
        return insertedAt != null && !insertedAt.isAfter(readUntil);
    }

    /** How the amount is spread: a record for each split. Dentrix keeps the provider of a charge, not the charge. */
    Stream<Line> spread() {
        if (chargeSplits != null) {
            var dentrix = subdomain.startsWith("dentrix");
            return chargeSplits.entrySet().stream()
                    .map(split -> new Line(
                            0, ledger(split.getValue()), dentrix ? null : split.getKey(), dentrix ? "1" : null));
        }
        if (providerSplits != null) {
            return providerSplits.entrySet().stream()
                    .map(split -> new Line(0, ledger(split.getValue()), null, split.getKey()));
        }
        return Stream.of(new Line(0, ledger(amount), null, null));
    }

    private BigDecimal ledger(BigDecimal part) {
        return kind.onLedger(part.setScale(2, RoundingMode.UNNECESSARY));
    }

    private Transaction with(Status newStatus, @Nullable Instant at, List<Line> newLines) {
        return new Transaction(
                id,
                kind,
                subdomain,
                locationId,
                transactionId,
                patientId,
                amount,
                type,
                date,
                providerSplits,
                chargeSplits,
                acceptedAt,
                fate,
                newStatus,
                at,
                newLines);
    }
}
