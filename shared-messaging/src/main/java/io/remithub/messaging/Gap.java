package io.remithub.messaging;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a subject stands still: an event of it has not come, and later ones wait or were set aside.
 *
 * @param id topic, subject and {@code next}
 * @param applied the last one that was applied, 0 where there is none
 * @param next the first one that waits; where none does, the first that was set aside
 * @param waiting how many wait
 */
public record Gap(String id, String topic, String subject, long applied, long next, long waiting, Instant since) {

    static Gap of(Id id, long applied, long waiting, Instant since) {
        return new Gap(id.toString(), id.topic(), id.subject(), applied, id.next(), waiting, since);
    }

    /** A topic's subject, and the first of its events behind the gap: {@code next}. */
    public record Id(String topic, String subject, long next) {

        /** @return empty when the text is no such id */
        public static Optional<Id> parse(String text) {
            int first = text.indexOf(':');
            int last = text.lastIndexOf(':');
            if (first >= last) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Id(
                        text.substring(0, first),
                        text.substring(first + 1, last),
                        Long.parseLong(text.substring(last + 1))));
            } catch (NumberFormatException none) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return topic + ":" + subject + ":" + next;
        }
    }
}
