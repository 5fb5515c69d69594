package io.remithub.sandbox.decoda;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a patient owes, in integer cents. */
record Charge(
        String id,
        @Nullable String externalId,
        String tenant,
        String patientId,
        long total,
        long totalOutstanding,
        String status,
        @Nullable String description,
        Instant createdDate,
        Instant listedFrom,
        List<Adjustment> adjustments) {
    static final String OUTSTANDING = "OUTSTANDING";
    private static final String WRITE_OFF = "WRITE_OFF";

    record Adjustment(
            String id,
            String chargeId,
            String adjustmentType,
            long amount,
            @Nullable String reason,
            @Nullable String providerId,
            Instant createdDate) {}

    static Charge of(String id, String tenant, NewCharge asked, Instant now, Duration lag) {
        var amount = asked.cents();
        return new Charge(
                id,
                asked.externalId(),
                tenant,
                Objects.requireNonNull(asked.patientId()),
                amount,
                amount,
                Objects.requireNonNullElse(asked.status(), OUTSTANDING),
                asked.description(),
                now,
                now.plus(lag),
                List.of());
    }

    /** What was written off is no longer outstanding; the total stays what it was. */
    Charge adjusted(Adjustment adjustment) {
        var left = totalOutstanding - adjustment.amount();
        return new Charge(
                id,
                externalId,
                tenant,
                patientId,
                total,
                left,
                left == 0 ? WRITE_OFF : status,
                description,
                createdDate,
                listedFrom,
                Stream.concat(adjustments.stream(), Stream.of(adjustment)).toList());
    }
}
