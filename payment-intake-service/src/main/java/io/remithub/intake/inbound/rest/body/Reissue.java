package io.remithub.intake.inbound.rest.body;

import io.remithub.intake.inbound.rest.body.PaymentBody.PayeeDetails;
import io.remithub.intake.inbound.rest.body.PaymentBody.ShippingDetails;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Says why, who reissues, and what is different this time; may be left out. */
public record Reissue(
        @Nullable @Size(min = 1, max = 1000) String reason,
        @Nullable @Size(min = 1, max = 255) String reissuedBy,
        @Nullable @Valid PayeeDetails payeeDetails,
        @Nullable @Valid ShippingDetails shippingDetails,
        @Nullable @Size(min = 1, max = 255) String remitMethod) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
