package io.remithub.orchestrator.domain;

/** A claim as the remittance pays it; cents, negative on a reversal. */
public record ClaimTerms(
        int claimIndex,
        String claimKey,
        String claimStatusCode,
        long chargeAmount,
        long paidAmount,
        long patientResponsibility) {}
