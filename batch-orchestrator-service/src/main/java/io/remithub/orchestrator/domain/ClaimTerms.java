package io.remithub.orchestrator.domain;

/** A claim as the remittance pays it; cents, negative on a reversal. */
public record ClaimTerms(
        int claimIndex,
        String claimKey,
        String claimStatusCode,
        long chargeAmount,
        long paidAmount,
        long patientResponsibility) {

    private static final String REVERSAL = "22";

    /** Takes an earlier payment of the claim back; the correction follows as a claim of its own (CLP02). */
    boolean isReversal() {
        return claimStatusCode.equals(REVERSAL);
    }
}
