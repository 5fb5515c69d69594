package io.remithub.intake.inbound.rest.body;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Says who cancels; may be left out. */
public record Cancellation(
        @Nullable @Size(min = 1, max = 255) String cancelledBy) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
