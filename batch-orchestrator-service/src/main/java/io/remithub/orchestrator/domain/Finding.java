package io.remithub.orchestrator.domain;

import org.jspecify.annotations.Nullable;

/** What the balance check found that a payment waits for; figures in cents. */
public record Finding(
        String code,
        @Nullable Integer claimIndex,
        @Nullable Long expected,
        @Nullable Long actual) {}
