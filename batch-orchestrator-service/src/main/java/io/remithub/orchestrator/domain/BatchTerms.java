package io.remithub.orchestrator.domain;

/** A batch as it was opened. */
public record BatchTerms(String tenantId, String batchId, String clientRequestId, Policy policy) {}
