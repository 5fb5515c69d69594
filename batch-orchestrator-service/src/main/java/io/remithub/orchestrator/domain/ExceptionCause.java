package io.remithub.orchestrator.domain;

import io.remithub.schemas.ExceptionCode;
import org.jspecify.annotations.Nullable;

/** One thing that stands in a payment's way. The two figures, in cents, where it is about money. */
public record ExceptionCause(
        ExceptionCode code,
        @Nullable Integer claimIndex,
        @Nullable Long expected,
        @Nullable Long actual) {

    private static final String CANNOT_BE_APPROVED =
            "Claims and provider-level adjustments do not come to the amount, which nobody can approve:"
                    + " cancel the payment, or void it, and issue another that adds up.";

    static ExceptionCause of(ExceptionCode code) {
        return new ExceptionCause(code, null, null, null);
    }

    static ExceptionCause of(ExceptionCode code, int claimIndex) {
        return new ExceptionCause(code, claimIndex, null, null);
    }

    static ExceptionCause of(Finding finding) {
        return new ExceptionCause(
                ExceptionCode.OUT_OF_BALANCE, finding.claimIndex(), finding.expected(), finding.actual());
    }

    /** Between claims and payment. */
    boolean isOfTheSum() {
        return code == ExceptionCode.OUT_OF_BALANCE && claimIndex == null && expected != null;
    }

    /** What unblocks it, in words. */
    public String nextAction() {
        return isOfTheSum() ? CANNOT_BE_APPROVED : code.nextAction();
    }
}
