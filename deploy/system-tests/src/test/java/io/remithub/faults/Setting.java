package io.remithub.faults;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What hub a row's faults need. */
enum Setting {
    USUAL(1),
    /** A ticket at the clearinghouse ends while a row lasts. */
    BRIEF_TICKETS(1) {
        @Override
        Map<String, String> environment() {
            return Map.of("CLAIM_TICKET_TTL", BRIEF.toString());
        }
    },
    /** Each record on all of them; it counts as sent when two have it. */
    THREE_BROKERS(3),
    /** Database and broker on disks of their own, which can be filled. */
    SMALL_DISKS(1) {
        @Override
        Optional<String> missing() {
            return Disk.missing();
        }
    };

    /** For how long a ticket lives that is to end. */
    static final Duration BRIEF = Duration.ofSeconds(15);

    private final int brokers;

    Setting(int brokers) {
        this.brokers = brokers;
    }

    int brokers() {
        return brokers;
    }

    /** What every service is told beside the usual. */
    Map<String, String> environment() {
        return Map.of();
    }

    /** What this machine lacks for it; empty where it can be had. */
    Optional<String> missing() {
        return Optional.empty();
    }
}
