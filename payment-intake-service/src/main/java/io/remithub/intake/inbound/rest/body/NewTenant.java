package io.remithub.intake.inbound.rest.body;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An organisation to be served. */
@Schema(name = "NewTenant")
public record NewTenant(
        @NotNull @Size(min = 1, max = 100) String name,
        @NotNull @Size(min = 1, max = 500) String reason) {}
