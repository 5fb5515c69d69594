package io.remithub.messaging;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
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

    static String named(TopicPartition place) {
        return place.partition() < 0 ? place.topic() : place.toString();
    }

    /** Why a key is held back that belongs there. */
    static String reason(TopicPartition place) {
        return "unreachable " + named(place);
    }

    /** Why keys were held back that follow where a place answers: it, or its topic as a whole, was away. */
    static Stream<String> overcome(TopicPartition answering) {
        return Stream.of(reason(answering), reason(whole(answering.topic())));
    }

    boolean isLeftAlone(TopicPartition place) {
        Pause pause = pauses.get(place);
        return pause != null && pause.lasts();
    }

    void missed(Collection<TopicPartition> places) {
        places.forEach(
                place -> pauses.merge(place, new Pause(System.nanoTime(), FIRST_NANOS), (before, _) -> before.again()));
    }

    void answered(Collection<TopicPartition> places) {
        if (!pauses.isEmpty()) {
            places.forEach(place -> {
                pauses.remove(place);
                pauses.remove(whole(place.topic()));
            });
        }
    }
}
