package io.remithub.orchestrator.domain;

/** Who is paid, as a key that names nobody. */
public record Payee(String tenantId, String payeeKey) {}
