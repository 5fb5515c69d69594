package io.remithub.messaging;

import io.remithub.messaging.OutboxRows.HeldKey;
import io.remithub.messaging.OutboxRows.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One cycle's rows on their way to the broker. Nothing of a key goes out behind a record of it that did not. What cannot
 * be sent, or gets no answer while other records do, holds back its own key; where nothing gets an answer, it is the
 * broker that is away, and nothing is held.
 */
final class Sending {

    /**
     * @param sent acknowledged, and everything before it of the same key too
     * @param held keys of which the next record cannot be sent, and why
     * @param reached where everything that was sent got an answer
     * @param waited something got no answer in time: it stays in the outbox and is sent anew
     */
    record Outcome(List<Row> sent, Map<HeldKey, String> held, Set<TopicPartition> reached, boolean waited) {}

    private static final Logger LOG = Logger.getLogger(Sending.class);
    private static final int ANY_ANSWER_WITHIN_SECONDS = 1;

    private final Producer<String, byte[]> producer;
    private final Unreachable unreachable;
    private final Places places;
    private final Map<Row, Underway> underway = new LinkedHashMap<>();
    private final Set<HeldKey> behind = new HashSet<>();
    private final Map<HeldKey, String> held = new LinkedHashMap<>();
    private final Map<HeldKey, TopicPartition> unanswered = new HashMap<>();
    private final Set<TopicPartition> missed = new HashSet<>();
    private final Set<TopicPartition> reached = new HashSet<>();
    /** The producer takes no more: it would make each row wait. */
    private boolean stalled;

    private record Underway(TopicPartition place, Future<RecordMetadata> answer) {}

    Sending(Producer<String, byte[]> producer, Unreachable unreachable) {
        this.producer = producer;
        this.unreachable = unreachable;
        this.places = new Places(producer, unreachable);
    }

    /** In order; lasts as long as acks may. */
    Outcome send(List<Row> rows) {
        rows.forEach(this::send);
        producer.flush();
        var sent = new ArrayList<Row>(rows.size());
        underway.forEach((row, sending) -> {
            if (!held.containsKey(row.held()) && !unanswered.containsKey(row.held())) {
                if (sending.answer().state() == Future.State.SUCCESS) {
                    sent.add(row);
                    reached.add(sending.place());
                } else {
                    stop(row, sending.place(), refusal(sending.answer()));
                }
            }
        });
        reached.removeAll(missed);
        unreachable.answered(reached);
        if (!missed.isEmpty() && (!sent.isEmpty() || takesAnything())) {
            missed.forEach(place -> LOG.errorf("outbox: %s is held back: unreachable", Unreachable.named(place)));
            unreachable.missed(missed);
            unanswered.forEach((key, place) -> held.put(key, Unreachable.reason(place)));
        }
        return new Outcome(sent, held, reached, !missed.isEmpty());
    }

    private void send(Row row) {
        if (stalled || behind.contains(row.held())) {
            return;
        }
        TopicPartition place = places.of(row);
        if (unreachable.isLeftAlone(place)) {
            behind.add(row.held());
            held.put(row.held(), Unreachable.reason(place));
        } else if (place.partition() < 0) {
            behind.add(row.held());
            if (places.isUnknown(place)) {
                unanswered.put(row.held(), place);
                missed.add(place);
            }
        } else {
            Future<RecordMetadata> answer = producer.send(row.toRecord());
            underway.put(row, new Underway(place, answer));
            if (answer.state() == Future.State.FAILED) {
                behind.add(row.held());
                stalled = refusal(answer) == null;
            }
        }
    }

    private void stop(Row row, TopicPartition place, @Nullable String refusal) {
        if (refusal == null) {
            unanswered.put(row.held(), place);
            missed.add(place);
        } else {
            LOG.errorf("outbox: %s %s is held back: %s", row.topic(), row.key(), refusal);
            held.put(row.held(), refusal);
        }
    }

    /** Why the broker will never take this record as it is; null when trying again may help. */
    private static @Nullable String refusal(Future<RecordMetadata> answer) {
        if (answer.state() != Future.State.FAILED) {
            return null;
        }
        return switch (answer.exceptionNow()) {
            case RecordTooLargeException _ -> "too-large";
            case InvalidTopicException _ -> "invalid-topic";
            case TopicAuthorizationException _ -> "not-authorized";
            case SerializationException _ -> "not-serializable";
            default -> null;
        };
    }

    /** Whether the broker acknowledges any record at all: of those that may be repeated. */
    private boolean takesAnything() {
        var taken = new CompletableFuture<Boolean>();
        for (ProducerRecord<String, byte[]> schema : Schemas.records()) {
            Future<RecordMetadata> answer = producer.send(schema, (_, failure) -> {
                if (failure == null) {
                    taken.complete(true);
                }
            });
            if (answer.state() == Future.State.FAILED) {
                return false;
            }
        }
        return taken.completeOnTimeout(false, ANY_ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
