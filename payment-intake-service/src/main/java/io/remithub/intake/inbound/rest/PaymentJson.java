package io.remithub.intake.inbound.rest;

import io.remithub.intake.application.PaymentView;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * A payment as it stands.
 *
 * @param version of the API
 * @param revision of the payment: its ETag
 */
record PaymentJson(
        String paymentId,
        UUID tenantId,
        String issuerReferenceId,
        BigDecimal amount,
        String status,
        int version,
        long revision) {

    static final int API_VERSION = 1;

    static PaymentJson of(PaymentView payment) {
        return new PaymentJson(
                payment.id().value(),
                payment.tenant().value(),
                payment.issuerReferenceId(),
                payment.amount().dollars(),
                payment.status(),
                API_VERSION,
                payment.revision());
    }
}
