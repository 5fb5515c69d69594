package io.remithub.posting.application;

import io.remithub.posting.domain.ClaimMoney;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the orchestrator asked for one claim; what identifies the patient stays sealed in it.
 *
 * @param fourEyes what nobody else confirms, two people do, on the worklist
 */
public record PostingRequest(
        ClaimMoney money,
        String claimKey,
        @Nullable LocalDate paymentDate,
        byte[] sealedRegistration,
        byte[] sealedClaim,
        boolean fourEyes) {

    PostingRequest with(ClaimMoney other) {
        return new PostingRequest(other, claimKey, paymentDate, sealedRegistration, sealedClaim, fourEyes);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
