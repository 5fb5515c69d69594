package io.remithub.intake.inbound.rest.body;

import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A key to be created. */
@Schema(name = "NewApiKey")
public record NewApiKey(
        @Schema(
                description = "The system that uses it; two keys of one label can be active, so that one replaces the"
                        + " other")
        @NotNull
        @Size(min = 1, max = 100)
        String label,

        @NotNull @Size(min = 1, max = 5)
        List<
                        @NotNull
                        @Pattern(
                                regexp = "payments:(read|write|release)|claims:write|phi:read",
                                message = "must be payments:read, payments:write, payments:release, claims:write or"
                                        + " phi:read")
                        String>
                scopes,

        @Schema(description = "Absent: it does not expire") @Nullable @Future
        Instant expiresAt,

        @Schema(description = "Absent: as many as every key may send") @Nullable @Min(1) @Max(KeyLimit.MOST)
        Integer requestsPerMinute,

        @NotNull @Size(min = 1, max = 500) String reason) {}
