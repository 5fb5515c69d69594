package io.remithub.posting.outbound.decoda;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that is ever read of a charge: Decoda answers with the patient's whole clinical profile around it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Charge(
        @Nullable String id,
        @Nullable String externalId,
        @Nullable String status,
        @Nullable Long total,
        @Nullable Long totalOutstanding,
        Adjustment @Nullable [] adjustments) {

    /** @param reason ours, where we took it off: it names the posting, and nothing else of an adjustment does */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Adjustment(@Nullable String reason, @Nullable Long amount) {}

    /** What was billed, whatever has been paid of it since. */
    long billed() {
        return total != null ? total : totalOutstanding != null ? totalOutstanding : Long.MIN_VALUE;
    }

    /** The adjustments that were made for that reason. */
    List<Adjustment> adjustedFor(String reason) {
        return Stream.of(Objects.requireNonNullElse(adjustments, new Adjustment[0]))
                .filter(adjustment -> reason.equals(adjustment.reason()))
                .toList();
    }

    /** A reason is anybody's words. */
    @Override
    public String toString() {
        return "[redacted]";
    }
}
