package io.remithub.intake.inbound.rest.body;

import io.remithub.intake.domain.Money;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Other control totals, both of them. */
public record AmendedTotals(
        @NotNull @Payable Money totalAmount,
        @NotNull @Min(1) Integer numberOfPayments,
        @Nullable @Size(min = 1, max = 255) String modifiedBy) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
