package io.remithub.intake.inbound.rest.body;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** How an account's payments are treated from now on, and why. */
public record PolicyChange(
        @NotNull @Valid PolicyBody policy,
        @NotNull @Size(min = 1, max = 500) String reason) {}
