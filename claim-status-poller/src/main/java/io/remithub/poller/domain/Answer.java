package io.remithub.poller.domain;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one call to the clearinghouse brought. */
public sealed interface Answer {

    /** The HTTP status, null where no answer came. */
    @Nullable
    Integer httpStatus();

    /** Whether the clearinghouse has looked at what was asked, so that it knows us. */
    default boolean provesCredential() {
        return switch (this) {
            case Accepted _, Processing _, Result _, Refused _, UnknownTicket _ -> true;
            case CredentialRefused _, Unwell _ -> false;
        };
    }

    /** Submitted; the clearinghouse's id for it. */
    record Accepted(Integer httpStatus, String integrexId) implements Answer {}

    record Processing(Integer httpStatus, @Nullable Duration retryAfter) implements Answer {}

    record Result(Integer httpStatus, ClaimStatus status) implements Answer {}

    /** The data submitted is refused; the partner's words are sealed, as they may name the patient. */
    record Refused(Integer httpStatus, ByteBuffer sealedText) implements Answer {}

    record UnknownTicket(Integer httpStatus) implements Answer {}

    /** 402, or 401 with a fresh token. */
    record CredentialRefused(Integer httpStatus) implements Answer {}

    /** Nothing is known of what became of the call; asking again does no harm. */
    record Unwell(
            @Nullable Integer httpStatus,
            Reason reason,
            @Nullable Duration retryAfter) implements Answer {}
}
