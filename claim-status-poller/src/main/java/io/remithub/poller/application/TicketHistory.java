package io.remithub.poller.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tickets as operators look at them: no patient data. */
public interface TicketHistory {

    Optional<Life> of(String ticketId);

    /**
     * Newest first.
     *
     * @param before the last ticket of the page before
     */
    List<Standing> list(Filter filter, @Nullable String before, int limit);

    /** What is null may be anything. */
    record Filter(
            @Nullable String state,
            @Nullable String reason,
            @Nullable String tenantId,
            @Nullable String claimKey,
            @Nullable String paymentId) {}

    /** A ticket, who waits for it, and how it got where it stands. */
    record Life(Standing standing, List<Waiting> waiting, List<Change> history) {}

    /**
     * @param dueAt null once it has ended
     * @param category of the last answer
     */
    record Standing(
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
            @Nullable Instant closedAt) {}

    record Waiting(String paymentId, int claimIndex, int issuance) {}

    record Change(
            Instant at,
            @Nullable String from,
            String to,
            String reason,
            @Nullable Integer httpStatus) {}
}
