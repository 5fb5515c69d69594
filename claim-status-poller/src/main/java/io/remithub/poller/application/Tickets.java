package io.remithub.poller.application;

import io.remithub.poller.domain.Decision;
import io.remithub.poller.domain.Ticket;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Leased tickets. Every method within the caller's transaction, by the database's clock, in few statements. */
public interface Tickets {

    /** Locks the tickets, in order; without those that have ended, been leased anew, or been concluded already. */
    Map<Lease, Held> hold(List<Lease> leases);

    /** Writes each decision with its history and ends the lease. */
    void store(List<Concluded> concluded);

    /** By ticket. */
    Map<String, List<Subscriber>> subscribersOf(Collection<String> ticketIds);

    /** A locked ticket, and the time at the database. */
    record Held(Ticket ticket, Instant now) {}

    /** @param sealedRefusal what the clearinghouse refused it with */
    record Concluded(Decision decision, @Nullable ByteBuffer sealedRefusal) {
        public Ticket ticket() {
            return decision.ticket();
        }
    }
}
