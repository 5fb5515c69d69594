package io.remithub.sandbox.decoda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of a charge that make a difference here; the others are accepted and forgotten. */
record NewCharge(
        @Nullable String patientId,
        @Nullable JsonNode totalOutstanding,
        @Nullable String externalId,
        @Nullable String description,
        @Nullable String status) {

    List<String> faults() {
        var faults = new ArrayList<String>();
        if (patientId == null || patientId.isBlank()) {
            faults.add("patientId is required");
        }
        if (cents() < 0) {
            faults.add("totalOutstanding must be an integer of cents and not negative");
        }
        return faults;
    }

    long cents() {
        return cents(totalOutstanding);
    }

    /** A JSON integer, and -1 for anything else: neither a string nor a fraction is read as one. */
    static long cents(@Nullable JsonNode amount) {
        return amount != null && amount.isIntegralNumber() && amount.canConvertToLong() ? amount.longValue() : -1;
    }
}
