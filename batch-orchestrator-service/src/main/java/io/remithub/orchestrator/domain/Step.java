package io.remithub.orchestrator.domain;

import org.jspecify.annotations.Nullable;

/** One step of a payment, and what made it. */
public record Step(PaymentStatus status, @Nullable String reasonCode, Trigger trigger) {}
