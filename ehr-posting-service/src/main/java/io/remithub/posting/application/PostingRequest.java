package io.remithub.posting.application;

import io.remithub.posting.domain.ClaimMoney;
import io.remithub.posting.domain.Purpose;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the orchestrator asked for one claim; what identifies the patient stays sealed in it.
 *
 * @param fourEyes what nobody else confirms, two people do, on the worklist
 * @param sentWith the registrations that were other ones when the payment or the charge was sent last
 */
public record PostingRequest(
        ClaimMoney money,
        String claimKey,
        @Nullable LocalDate paymentDate,
        byte[] sealedRegistration,
        byte[] sealedClaim,
        boolean fourEyes,
        Map<Purpose, byte[]> sentWith) {

    PostingRequest with(ClaimMoney other) {
        return new PostingRequest(other, claimKey, paymentDate, sealedRegistration, sealedClaim, fourEyes, sentWith);
    }

    /** What the payment or the charge was sent with last, or is going to be. */
    byte[] registration(Purpose original) {
        return sentWith.getOrDefault(original, sealedRegistration);
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
