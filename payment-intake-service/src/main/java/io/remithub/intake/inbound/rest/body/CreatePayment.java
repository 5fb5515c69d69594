package io.remithub.intake.inbound.rest.body;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A payment issued alone. */
public record CreatePayment(
        @NotNull @Size(min = 1, max = 50) String clientRequestId,
        @NotNull @Size(min = 1, max = 255) String accountShortCode,
        @NotNull @Size(min = 1, max = 255) String subAccountShortCode,
        @NotNull @Valid PaymentBody payment) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
