package io.remithub.intake.inbound.rest.body;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Payments to be added to a batch; read one by one, never as a whole. */
public record PaymentsBody(
        @NotNull @Size(min = 1, max = MOST) List<@NotNull @Valid PaymentBody> payments) {

    /** What is kept of each until all are stored fits beside the body, however small they are. */
    public static final int MOST = 5_000;

    @Override
    public String toString() {
        return "[redacted]";
    }
}
