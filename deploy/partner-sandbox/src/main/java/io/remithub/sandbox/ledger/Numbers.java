package io.remithub.sandbox.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/**
 * Numeric ids that are never given twice, not even after the ledger was deleted or the process began anew without a
 * journal: the hub recognises a repeated webhook by them.
 */
@ApplicationScoped
public class Numbers {
    private static final long BLOCK = 1_000;
    private static final long EPOCH = Instant.parse("2025-01-01T00:00:00Z").getEpochSecond();

    record Reserved(long upTo) {}

    private final Book<Reserved> reservations;
    private long next;
    private long reserved;

    Numbers(Journal journal, Clock clock) {
        reservations = journal.book("numbers", Reserved.class, _ -> "reserved");
        next = Math.max(
                (clock.instant().getEpochSecond() - EPOCH) * 8,
                reservations.get("reserved").map(Reserved::upTo).orElse(0L));
        reserved = next;
    }

    public synchronized long next() {
        if (next == reserved) {
            reserved += BLOCK;
            reservations.put(new Reserved(reserved));
        }
        return next++;
    }
}
