package io.remithub.posting.application;

import io.remithub.posting.domain.ClaimMoney;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What the orchestrator asked for one claim; what identifies the patient stays sealed in it. */
public record PostingRequest(
        ClaimMoney money,
        String claimKey,
        String claimStatusCode,
        @Nullable LocalDate paymentDate,
        byte[] sealedRegistration,
        byte[] sealedClaim) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
