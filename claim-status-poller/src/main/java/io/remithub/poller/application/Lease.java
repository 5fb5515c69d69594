package io.remithub.poller.application;

import io.remithub.messaging.Cause;
import io.remithub.messaging.StateLog.Whose;
import io.remithub.poller.domain.TicketState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The right to do a ticket's next step, for a while.
 *
 * @param tenantId the payer for whom it is asked
 * @param batchId of that payment, where that is known
 * @param paymentId whose request it goes on in, where that is known
 * @param epoch counts the ticket's leases: what is found out under an older one is not written
 * @param takenAt the time at the database, before any call was made
 * @param state SUBMITTING or POLLING
 * @param taken whether the ticket changed state by being taken
 * @param chargeAmount what the claim was billed, cents
 * @param submission what is to be submitted, when SUBMITTING
 * @param integrexId what is to be polled, when POLLING
 * @param probe whether the answer tells if our credential is good again
 */
public record Lease(
        String ticketId,
        String tenantId,
        @Nullable String batchId,
        @Nullable String paymentId,
        long epoch,
        Instant takenAt,
        TicketState state,
        boolean taken,
        long chargeAmount,
        Cause cause,
        @Nullable Submission submission,
        @Nullable String integrexId,
        boolean probe) {

    Whose whose() {
        return new Whose(tenantId, batchId, paymentId);
    }

    Lease asProbe() {
        return new Lease(
                ticketId,
                tenantId,
                batchId,
                paymentId,
                epoch,
                takenAt,
                state,
                taken,
                chargeAmount,
                cause,
                submission,
                integrexId,
                true);
    }
}
