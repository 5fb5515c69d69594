package io.remithub.poller.domain;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A claim's status as answered: the claim, then its lines. Amounts in cents, null where the answer has none. */
public record ClaimStatus(
        String category,
        @Nullable String statusCode,
        Amounts amounts,
        Check check,
        @Nullable LocalDate adjudicatedOn,
        @Nullable String authorizationCaseId,
        List<Reasoning> reasons,
        List<Line> lines) {

    /** Whether all is said: the payer is done, and no check is out that may yet be cashed. */
    boolean isSettled() {
        return meaning() == Meaning.FINAL && !check.isUncashed();
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
