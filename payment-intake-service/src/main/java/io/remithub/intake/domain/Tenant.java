package io.remithub.intake.domain;

import java.time.Instant;

/** A payer's organisation, as it is administered. */
public record Tenant(TenantId id, String name, Instant createdAt) {}
