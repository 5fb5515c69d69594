package io.remithub.poller.domain;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows an answer.
 *
 * @param ticket as it stands afterwards
 * @param changes the way there, in order; empty when nothing is new
 * @param after when it is due again; null once it has ended
 * @param report what those who wait are told; null when nothing
 */
public record Decision(
        Ticket ticket,
        List<Change> changes,
        @Nullable Duration after,
        @Nullable Report report) {

    /** A line of the ticket's history. */
    public record Change(
            TicketState from,
            TicketState to,
            Reason reason,
            @Nullable Integer httpStatus) {}

    /** What those who wait are told. */
    public sealed interface Report {

        record Received(ClaimStatus status) implements Report {}

        record Failed(Failure failure, @Nullable Integer httpStatus) implements Report {}
    }

    /** Why a ticket has no answer, as the exception that it opens. */
    public enum Failure {
        CLAIM_REJECTED,
        CLAIM_STATUS_OVERDUE,
        /** By an operator. */
        CLAIM_STATUS_CANCELLED,
        /** The one that heals by itself: the ticket waits. */
        PARTNER_CREDENTIAL_REFUSED
    }
}
