package io.remithub.intake.application;

import io.remithub.intake.domain.Caller;
import io.remithub.intake.domain.Remittance;

/**
 * A payer's wish to pay, well formed.
 *
 * @param request the body as it came
 */
public record IssuePayment(
        Caller caller,
        String clientRequestId,
        String accountShortCode,
        String subAccountShortCode,
        Remittance remittance,
        byte[] request) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
