package io.remithub.intake.application;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the payments that bear a key.
 *
 * @param matched as what they bear it
 */
public record Trace(List<Kind> matched, Page<Traced> payments) {

    /** What a key may be. */
    public enum Kind {
        PAYMENT_ID("paymentId"),
        BATCH_ID("batchId"),
        ISSUER_REFERENCE_ID("issuerReferenceId"),
        ISSUER_PAYMENT_ID("issuerPaymentId"),
        CHECK_NUMBER("checkNumber"),
        TICKET_ID("ticketId"),
        TRANSACTION_ID("transactionId");

        private final String wire;

        Kind(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }

    /** @param timeline in the order of time */
    public record Traced(PaymentView payment, List<DetailedView.Claim> claims, List<Moment> timeline) {}

    /** What can happen to a payment. */
    public enum Event {
        ACCEPTED,
        COMMAND_ASKED,
        COMMAND_TAKEN,
        COMMAND_REJECTED,
        STATUS_REACHED,
        EXCEPTION_OPENED,
        EXCEPTION_RESOLVED
    }

    /**
     * One thing that happened.
     *
     * @param by the public id of a key, or who made a step: PAYER, OPERATOR, CLEARINGHOUSE, EHR or HUB
     * @param status reached, or the one that a command was rejected in
     * @param reason a code, or how an exception was resolved
     * @param command what was asked for
     * @param id of the command, the exception, or the event that caused a step
     */
    public record Moment(
            Instant at,
            Event event,
            @Nullable String by,
            @Nullable String status,
            @Nullable String reason,
            @Nullable String command,
            @Nullable String id) {}
}
