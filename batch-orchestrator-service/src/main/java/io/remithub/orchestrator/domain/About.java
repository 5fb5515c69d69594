package io.remithub.orchestrator.domain;

import io.remithub.schemas.ExceptionCode;
import org.jspecify.annotations.Nullable;

/**
 * Which causes a decision is about; null: of any claim, with any code, of the present issuance and of what undoes another.
 *
 * @param undoing only those of what undoes an issuance that was voided, or none of them
 */
public record About(
        @Nullable Integer claimIndex,
        @Nullable ExceptionCode code,
        @Nullable Boolean undoing) {

    public static final About ALL = new About(null, null);

    About(@Nullable Integer claimIndex, @Nullable ExceptionCode code) {
        this(claimIndex, code, null);
    }

    boolean includes(ExceptionCause cause) {
        return includes(cause.code(), cause.claimIndex(), cause.undoing());
    }

    boolean includes(ExceptionCode itsCode, @Nullable Integer itsClaim, boolean isUndoing) {
        return (code == null || code == itsCode)
                && (claimIndex == null || claimIndex.equals(itsClaim))
                && (undoing == null || undoing == isUndoing);
    }

    /** For the record. */
    public String words() {
        return (claimIndex == null ? "" : ", claim " + claimIndex)
                + (code == null ? "" : ", " + code.wire())
                + (undoing == null ? "" : undoing ? ", undoing" : ", not undoing");
    }
}
