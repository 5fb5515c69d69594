package io.remithub.intake.inbound.rest.body;

import io.remithub.intake.domain.Money;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A batch to be filled, with its control totals. */
public record CreateBatch(
        @NotNull @Size(min = 1, max = 50) String clientRequestId,
        @NotNull @Size(min = 1, max = 255) String accountShortCode,
        @NotNull @Size(min = 1, max = 255) String subAccountShortCode,
        @NotNull @Payable Money totalAmount,
        @NotNull @Min(1) Integer numberOfPayments) {}
