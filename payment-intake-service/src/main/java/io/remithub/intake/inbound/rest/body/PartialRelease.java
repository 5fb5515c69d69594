package io.remithub.intake.inbound.rest.body;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Some payments of a batch to be released; the rest stays held. */
public record PartialRelease(
        @NotNull @Size(min = 1, max = 10_000) List<@NotNull @Size(min = 1, max = 64) String> paymentIds,
        @NotNull @Size(min = 1, max = 255) String releasedBy) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
