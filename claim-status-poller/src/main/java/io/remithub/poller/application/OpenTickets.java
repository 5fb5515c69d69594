package io.remithub.poller.application;

import java.time.Instant;
import java.util.Optional;

/** Tickets as operators move them, open ones only. Every method within the caller's transaction. */
public interface OpenTickets {

    /** Locks it, open or not. */
    Optional<Locked> lock(String ticketId);

    /** Makes it due. */
    void pollNow(String ticketId);

    void cancel(String ticketId);

    /** @param now the time at the database */
    record Locked(String tenantId, boolean open, Instant now) {}
}
