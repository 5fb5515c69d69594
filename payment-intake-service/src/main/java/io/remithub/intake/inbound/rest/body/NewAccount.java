package io.remithub.intake.inbound.rest.body;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An account by its two codes. */
@Schema(name = "NewAccount")
public record NewAccount(
        @NotNull @Size(min = 1, max = 255) String accountShortCode,
        @NotNull @Size(min = 1, max = 255) String subAccountShortCode,

        @Schema(description = "Absent: nothing is held, and what does not balance is shown") @Nullable @Valid
        PolicyBody policy,

        @NotNull @Size(min = 1, max = 500) String reason) {}
