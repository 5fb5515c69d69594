package io.remithub.sandbox.nexhealth;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment or adjustment type as a location has configured it.
 *
 * @param action debit or credit, of adjustments only
 */
record TransactionType(
        int id,
        String name,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String action) {
    private static final List<TransactionType> PAYMENTS = List.of(
            new TransactionType(1, "Cash", null),
            new TransactionType(2, "Check", null),
            new TransactionType(3, "Credit Card", null),
            new TransactionType(4, "Insurance Payment", null));
    private static final List<TransactionType> ADJUSTMENTS = List.of(
            new TransactionType(11, "Courtesy Discount", "credit"),
            new TransactionType(12, "Insurance Reversal", "debit"));
    private static final String WITHOUT_INSURANCE = "404";
    private static final String WITH_TWO_OF_ONE_NAME = "409";

    static List<TransactionType> at(String locationId, Kind kind) {
        var usual = kind == Kind.PAYMENT ? PAYMENTS : ADJUSTMENTS;
        return switch (locationId) {
            case WITHOUT_INSURANCE ->
                usual.stream()
                        .filter(type -> !type.name().startsWith("Insurance"))
                        .toList();
            case WITH_TWO_OF_ONE_NAME -> {
                var last = usual.getLast();
                var all = new ArrayList<>(usual);
                all.add(new TransactionType(last.id() + 10, last.name(), last.action()));
                yield List.copyOf(all);
            }
            default -> usual;
        };
    }
}
