package io.remithub.intake.inbound.rest.body;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Why a key is to open nothing any more. */
public record Revocation(@NotNull @Size(min = 1, max = 500) String reason) {}
