package io.remithub.intake.domain;

import java.util.List;

/**
 * A payment as commands find it.
 *
 * @param issuance as its payer sees it
 * @param removed no longer of its batch
 */
public record PaymentState(
        PaymentId id,
        BatchId batch,
        String issuerReferenceId,
        Money amount,
        Issuance issuance,
        List<String> holdReasons,
        boolean removed) {

    private static final String ACCOUNT_HOLD = "account-hold";

    public String status() {
        return issuance.status();
    }

    public Standing standing() {
        return Standing.of(status());
    }

    /** Something about this payment itself holds it, beside or instead of its account. */
    public boolean isHeldByRule() {
        return holdReasons.stream().anyMatch(reason -> !reason.equals(ACCOUNT_HOLD));
    }
}
