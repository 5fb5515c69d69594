package io.remithub.intake.inbound.rest.body;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Who releases what.
 *
 * @param batchId the batch, by its id or its clientRequestId
 */
public record Release(
        @NotNull @Size(min = 1, max = 255) String batchId,
        @NotNull @Size(min = 1, max = 255) String releasedBy) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
