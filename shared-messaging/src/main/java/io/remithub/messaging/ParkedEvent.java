package io.remithub.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that was set aside. Its payload is not shown: what nobody can read may hold anything.
 *
 * @param partition -1 for what had waited in a gap
 * @param subject what waits for it
 * @param code why it is here
 * @param waiting how many later events of its subject wait behind it
 * @param nextAction what an operator does with it
 */
public record ParkedEvent(
        long id,
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        @Nullable String subject,
        @Nullable Long sequence,
        @Nullable String eventId,
        @Nullable String type,
        String code,
        Instant parkedAt,
        long waiting,
        String nextAction) {

    static String nextAction(String code) {
        return "not-applicable".equals(code)
                ? "Read the log for its reason; mend the service or what it needs, then replay."
                : "Nobody can read it: upgrade the service if a newer one can, then replay; else have its sender send"
                        + " anew what it meant, and discard it.";
    }
}
