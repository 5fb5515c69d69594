package io.remithub.intake.inbound.rest.body;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Payments to be added to a batch; read one by one, never as a whole. */
public record PaymentsBody(@NotNull @Size(min = 1) List<@NotNull @Valid PaymentBody> payments) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
