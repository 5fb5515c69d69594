package io.remithub.poller.application;

import io.remithub.poller.application.CallBudget.Postponed;
import io.remithub.poller.domain.Decision;
import io.remithub.poller.domain.Ticket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tickets. Every method within the caller's transaction, and by the database's clock. */
public interface Tickets {

    /** Leases what is due, oldest first, passing over what others are taking; what was queued is now submitting. */
    List<Lease> take(int limit, Duration lease);

    /** Ends leases whose step is not done now; those that have been leased anew stay as they are. */
    void postpone(List<Postponed> postponed);

    /** Locks the ticket; empty when it has ended or been leased anew. */
    Optional<Held> hold(Lease lease);

    /** Writes the decision with its history and ends the lease. */
    void store(Lease lease, Decision decision, @Nullable ByteBuffer sealedRefusal);

    List<Subscriber> subscribersOf(String ticketId);

    /** A locked ticket, and the time at the database. */
    record Held(Ticket ticket, Instant now) {}
}
