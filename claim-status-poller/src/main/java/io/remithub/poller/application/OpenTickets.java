package io.remithub.poller.application;

import io.remithub.messaging.StateLog.Whose;
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
    record Locked(Whose whose, boolean open, Instant now) {}
}
