package io.remithub.intake.inbound.rest.body;

import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Says why, and who voids; may be left out. */
@Schema(name = "Void")
public record VoidRequest(
        @Nullable @Size(min = 1, max = 1000) String reason,
        @Nullable @Size(min = 1, max = 255) String voidedBy) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
