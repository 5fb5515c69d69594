package io.remithub.intake.application;

import io.remithub.intake.domain.BatchId;
import io.remithub.intake.domain.Caller;
import io.remithub.intake.domain.PaymentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command that was taken in, kept until it is answered, and on record for good.
 *
 * @param id of its event
 * @param payment null where it is about the whole batch, or several of its payments
 * @param person who asked, as the caller says
 * @param reason likewise why
 * @param evidence what the record says of it beside who and what; no patient's data
 */
public record PayerCommand(
        String id,
        Kind kind,
        BatchId batch,
        @Nullable PaymentId payment,
        Caller caller,
        @Nullable String person,
        @Nullable String reason,
        @Nullable String evidence,
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
        this(id, kind, batch, payment, caller, person, null, null, at);
    }

    PayerCommand withEvidence(String other) {
        return new PayerCommand(id, kind, batch, payment, caller, person, reason, other, at);
    }

    /** What it is on record as, for one {@code batch.release}. */
    public String action() {
        return (payment == null ? "batch." : "payment.") + kind.verb;
    }

    /** What it is about, by id. */
    public String subject() {
        return payment == null ? batch.value() : payment.value();
    }

    /** By its event's name, and what was done in a word. */
    public enum Kind {
        START("BatchStartRequested", "start"),
        RELEASE("BatchReleaseRequested", "release"),
        /** Only the payments that it names. */
        RELEASE_SOME("BatchReleaseRequested", "release"),
        CANCEL("BatchCancelRequested", "cancel"),
        AMEND("BatchAmended", "amend"),
        REPLACE("PaymentReplaced", "replace"),
        REMOVE("PaymentRemoved", "remove"),
        VOID("PaymentVoidRequested", "void"),
        REISSUE("PaymentReissueRequested", "reissue"),
        SETTLE("PaymentSettled", "settle");

        private final String event;
        private final String verb;

        Kind(String event, String verb) {
            this.event = event;
            this.verb = verb;
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
