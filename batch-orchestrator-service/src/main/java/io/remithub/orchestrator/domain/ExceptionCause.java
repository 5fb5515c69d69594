package io.remithub.orchestrator.domain;

import io.remithub.schemas.ExceptionCode;
import org.jspecify.annotations.Nullable;

/** One thing that stands in a payment's way. The two figures, in cents, where it is about money. */
public record ExceptionCause(
        ExceptionCode code,
        @Nullable Integer claimIndex,
        @Nullable Long expected,
        @Nullable Long actual) {

    static ExceptionCause of(ExceptionCode code, int claimIndex) {
        return new ExceptionCause(code, claimIndex, null, null);
    }
}
