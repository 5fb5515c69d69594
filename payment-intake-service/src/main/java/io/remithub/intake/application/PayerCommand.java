package io.remithub.intake.application;

import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.Caller;
import io.remithub.intake.domain.PaymentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command that was taken in, kept until it is answered.
 *
 * @param id of its event
 * @param payment null where it is about the whole batch, or several of its payments
 * @param person who asked, as the caller says
 * @param reason likewise why
 */
public record PayerCommand(
        String id,
        Kind kind,
        BatchId batch,
        @Nullable PaymentId payment,
        Caller caller,
        @Nullable String person,
        @Nullable String reason,
        Instant at) {

    /** One that needs no reason. */
    public PayerCommand(
            String id,
            Kind kind,
            BatchId batch,
            @Nullable PaymentId payment,
            Caller caller,
            @Nullable String person,
            Instant at) {
        this(id, kind, batch, payment, caller, person, null, at);
    }

    /** By its event's name. */
    public enum Kind {
        START("BatchStartRequested"),
        RELEASE("BatchReleaseRequested"),
        /** Only the payments that it names. */
        RELEASE_SOME("BatchReleaseRequested"),
        CANCEL("BatchCancelRequested"),
        AMEND("BatchAmended"),
        REPLACE("PaymentReplaced"),
        REMOVE("PaymentRemoved"),
        VOID("PaymentVoidRequested"),
        REISSUE("PaymentReissueRequested"),
        SETTLE("PaymentSettled");

        private final String event;

        Kind(String event) {
            this.event = event;
        }

        public String event() {
            return event;
        }
    }

    @Override
    public String toString() {
        return "%s of batch %s".formatted(kind.event, batch);
    }
}
