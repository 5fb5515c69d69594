package io.remithub.posting.outbound.db;

import io.remithub.messaging.AfterCommit;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What was read a moment ago. A change of ours is seen at once, another replica's within a second. */
final class Kept<K, V> {

    private static final long KEPT_FOR = Duration.ofSeconds(1).toNanos();

    private record Read<V>(V value, long at) {}

    private final Map<K, Read<V>> reads = new ConcurrentHashMap<>();

    V of(K key, Supplier<V> reading) {
        var now = System.nanoTime();
        var before = reads.get(key);
        if (before != null && now - before.at() < KEPT_FOR) {
            return before.value();
        }
        var value = reading.get();
        reads.put(key, new Read<>(value, now));
        return value;
    }

    /** By the running transaction. */
    void changed(K key) {
        AfterCommit.run(() -> reads.remove(key));
    }
}
