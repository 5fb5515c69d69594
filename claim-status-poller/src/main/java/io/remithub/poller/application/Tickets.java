package io.remithub.poller.application;

import io.remithub.poller.domain.Decision;
import io.remithub.poller.domain.Ticket;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Leased tickets. Every method within the caller's transaction, and by the database's clock. */
public interface Tickets {

    /** Locks the ticket; empty when it has ended or been leased anew. */
    Optional<Held> hold(Lease lease);

    /** Writes the decision with its history and ends the lease. */
    void store(Lease lease, Decision decision, @Nullable ByteBuffer sealedRefusal);

    List<Subscriber> subscribersOf(String ticketId);

    /** A locked ticket, and the time at the database. */
    record Held(Ticket ticket, Instant now) {}
}
