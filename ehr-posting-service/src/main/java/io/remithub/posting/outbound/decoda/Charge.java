package io.remithub.posting.outbound.decoda;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/** All that is ever read of a charge: Decoda answers with the patient's whole clinical profile around it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Charge(
        @Nullable String id,
        @Nullable String externalId,
        @Nullable String status,
        @Nullable Long total,
        @Nullable Long totalOutstanding) {

    /** What was billed, whatever has been paid of it since. */
    long billed() {
        return total != null ? total : totalOutstanding != null ? totalOutstanding : Long.MIN_VALUE;
    }

    /** What has been taken off, by an adjustment or by a payment. */
    long takenOff() {
        return total == null || totalOutstanding == null ? Long.MIN_VALUE : total - totalOutstanding;
    }
}
