package io.remithub.orchestrator.domain;

import io.remithub.schemas.ExceptionCode;
import org.jspecify.annotations.Nullable;

/** Which causes a decision is about; null: of any claim, with any code. */
public record About(@Nullable Integer claimIndex, @Nullable ExceptionCode code) {

    public static final About ALL = new About(null, null);

    boolean includes(ExceptionCause cause) {
        return includes(cause.code(), cause.claimIndex());
    }

    boolean includes(ExceptionCode itsCode, @Nullable Integer itsClaim) {
        return (code == null || code == itsCode) && (claimIndex == null || claimIndex.equals(itsClaim));
    }

    /** For the record. */
    public String words() {
        return (claimIndex == null ? "" : ", claim " + claimIndex) + (code == null ? "" : ", " + code.wire());
    }
}
