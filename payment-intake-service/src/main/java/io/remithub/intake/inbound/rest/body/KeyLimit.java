package io.remithub.intake.inbound.rest.body;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How many requests a key may send. */
@Schema(name = "KeyLimit")
public record KeyLimit(
        @Schema(description = "Absent: as many as every key may send") @Nullable @Min(1) @Max(MOST)
        Integer requestsPerMinute,

        @NotNull @Size(min = 1, max = 500) String reason) {

    static final int MOST = 10_000_000;
}
