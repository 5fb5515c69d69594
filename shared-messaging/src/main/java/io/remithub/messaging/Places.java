package io.remithub.messaging;

import io.remithub.messaging.OutboxRows.Row;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Where one cycle's rows belong; the broker is waited for once, however many topics it does not know. */
final class Places {

    private final Producer<String, byte[]> producer;
    private final Unreachable unreachable;
    private final Map<String, Integer> partitions = new HashMap<>();
    private @Nullable String unknown;

    Places(Producer<String, byte[]> producer, Unreachable unreachable) {
        this.producer = producer;
        this.unreachable = unreachable;
    }

    /** The topic as a whole where its partitions are not known. */
    TopicPartition of(Row row) {
        TopicPartition whole = Unreachable.whole(row.topic());
        if (unreachable.isLeftAlone(whole)) {
            return whole;
        }
        int count = partitions.computeIfAbsent(row.topic(), this::partitionsOf);
        return count == 0
                ? whole
                : new TopicPartition(
                        row.topic(),
                        BuiltInPartitioner.partitionForKey(row.key().getBytes(StandardCharsets.UTF_8), count));
    }

    /** Whether it is the one that the broker was waited for. */
    boolean isUnknown(TopicPartition place) {
        return place.topic().equals(unknown);
    }

    /** 0 when the broker does not know the topic, and when it is not asked any more. */
    private int partitionsOf(String topic) {
        if (unknown != null) {
            return 0;
        }
        try {
            return producer.partitionsFor(topic).size();
        } catch (TimeoutException away) {
            unknown = topic;
            return 0;
        } catch (ApiException refused) {
            return 1; // so is what is sent there
        }
    }
}
