package io.remithub.poller.outbound.integrex;

import io.remithub.poller.domain.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** No usable answer: what the circuit counts. */
final class PartnerUnwell extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final @Nullable Integer httpStatus;
    private final @Nullable Duration retryAfter;

    PartnerUnwell(Reason reason, @Nullable Integer httpStatus, @Nullable Duration retryAfter) {
        super(reason.wire());
        this.reason = reason;
        this.httpStatus = httpStatus;
        this.retryAfter = retryAfter;
    }

    Reason reason() {
        return reason;
    }

    @Nullable
    Integer httpStatus() {
        return httpStatus;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
