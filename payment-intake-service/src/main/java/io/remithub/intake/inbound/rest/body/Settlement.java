package io.remithub.intake.inbound.rest.body;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;

/** The money was drawn, whole. */
public record Settlement(@NotNull LocalDate settledOn) {}
