package io.remithub.poller.domain;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claim's status as answered: the claim, then its lines. Amounts in cents, null where the answer has none.
 *
 * @param checks at least one; a single one without a number, where the answer names none
 */
public record ClaimStatus(
        String category,
        @Nullable String statusCode,
        Amounts amounts,
        List<Check> checks,
        @Nullable LocalDate adjudicatedOn,
        @Nullable String authorizationCaseId,
        List<Reasoning> reasons,
        List<Line> lines) {

    /** Whether all is said to these payments: the payer is done, and no check of theirs is out that may yet be cashed. */
    boolean isSettledFor(Collection<@Nullable String> issuerPaymentIds) {
        return meaning() == Meaning.FINAL
                && issuerPaymentIds.stream()
                        .map(this::checksOf)
                        .flatMap(List::stream)
                        .noneMatch(Check::isUncashed);
    }

    /**
     * What a payment is told of: the check whose number is the issuer's id of the payment. Where none is, one that is still
     * out speaks for all; where the id is not known, it may be each of them.
     */
    public List<Check> checksOf(@Nullable String issuerPaymentId) {
        return issuerPaymentId == null ? checks : List.of(checkOf(issuerPaymentId));
    }

    private Check checkOf(String issuerPaymentId) {
        return checks.stream()
                .filter(check -> issuerPaymentId.equals(check.number()))
                .findFirst()
                .or(() -> checks.stream().filter(Check::isUncashed).findFirst())
                .orElseGet(checks::getFirst);
    }

    public Meaning meaning() {
        return Meaning.of(category);
    }

    /** @param patient co-insurance and co-payment: the patient's share */
    public record Amounts(
            @Nullable Long charge,
            @Nullable Long paid,
            @Nullable Long allowed,
            @Nullable Long patient) {}

    /**
     * The instrument.
     *
     * @param electronic a transfer, of which nobody says when it was cashed
     */
    public record Check(
            @Nullable String number,
            @Nullable LocalDate date,
            @Nullable String status,
            @Nullable LocalDate cashedOn,
            boolean electronic) {

        boolean isUncashed() {
            return number != null && cashedOn == null && !electronic;
        }
    }

    /** @param kind INTERNAL, RARC or CARC, by its place in the answer */
    public record Reasoning(String kind, String code) {}

    /** One service line. */
    public record Line(int number, @Nullable String procedureCode, String category, Amounts amounts) {}

    /** It identifies nobody, but an amount beside a ticket in a log helps nobody either. */
    @Override
    public String toString() {
        return "status %s of %d lines".formatted(category, lines.size());
    }
}
