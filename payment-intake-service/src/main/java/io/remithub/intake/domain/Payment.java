package io.remithub.intake.domain;

import java.util.List;

/**
 * A payment as it was accepted.
 *
 * @param payeeKey the payee, as a key that tells nothing
 * @param claimKeys one a claim, in the order of the remittance
 */
public record Payment(
        PaymentId id, Remittance remittance, String payeeKey, List<String> claimKeys, BalanceCheck balance) {

    /** Accepted, and nothing has been decided of it. */
    public static final String FIRST_STATUS = "Created";

    public static Payment of(
            PaymentId id, TenantId tenant, Remittance remittance, BalanceCheck balance, ClaimKeys keys) {
        String taxId = remittance.payee().taxId();
        return new Payment(
                id,
                remittance,
                keys.payeeKey(tenant, taxId),
                remittance.claims().stream()
                        .map(claim -> keys.claimKey(tenant, taxId, claim.patientControlNumber()))
                        .toList(),
                balance);
    }
}
