package io.remithub.messaging;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions, and topics as a whole, that did not answer: each is left alone for a while, since asking costs a wait that
 * everything else of a cycle shares.
 */
final class Unreachable {

    private static final long FIRST_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();

    private final Map<TopicPartition, Pause> pauses = new HashMap<>();

    private record Pause(long began, long nanos) {
        Pause again() {
            return new Pause(System.nanoTime(), Math.min(2 * nanos, LONGEST_NANOS));
        }

        boolean lasts() {
            return System.nanoTime() - began < nanos;
        }
    }

    /** The place of a topic that the broker does not know. */
    static TopicPartition whole(String topic) {
        return new TopicPartition(topic, -1);
    }

    /** Whether all answer, as they mostly do. */
    boolean isEmpty() {
        return pauses.isEmpty();
    }

    boolean isLeftAlone(TopicPartition place) {
        Pause pause = pauses.get(place);
        return pause != null && pause.lasts();
    }

    void missed(Collection<TopicPartition> places) {
        places.forEach(
                place -> pauses.merge(place, new Pause(System.nanoTime(), FIRST_NANOS), (before, _) -> before.again()));
    }

    /** @return whether it had been missed */
    boolean answered(TopicPartition place) {
        boolean whole = pauses.remove(whole(place.topic())) != null;
        return pauses.remove(place) != null || whole;
    }
}
