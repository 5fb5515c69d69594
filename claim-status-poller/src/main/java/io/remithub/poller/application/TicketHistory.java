package io.remithub.poller.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tickets as operators look at them: no patient data. */
public interface TicketHistory {

    Optional<Life> of(String ticketId);

    /**
     * @param dueAt null once it has ended
     * @param category of the last answer
     */
    record Life(
            String ticketId,
            String tenantId,
            String claimKey,
            String state,
            String reason,
            int generation,
            int rechecks,
            @Nullable String integrexId,
            @Nullable String category,
            Instant openedAt,
            @Nullable Instant dueAt,
            @Nullable Instant expiresAt,
            @Nullable Instant closedAt,
            List<Waiting> waiting,
            List<Change> history) {}

    record Waiting(String paymentId, int claimIndex, int issuance) {}

    record Change(
            Instant at,
            @Nullable String from,
            String to,
            String reason,
            @Nullable Integer httpStatus) {}
}
