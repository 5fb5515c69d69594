package io.remithub.intake.outbound.db;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was found a moment ago is not looked for again. What was not found is: it may have come since. */
final class ShortMemory<K, V> {

    private static final int ROOM = 10_000;

    private final ConcurrentHashMap<K, Remembered<V>> found = new ConcurrentHashMap<>();
    private final long nanos;

    ShortMemory(Duration howLong) {
        this.nanos = howLong.toNanos();
    }

    Optional<V> get(K key, Function<K, Optional<V>> search) {
        long now = System.nanoTime();
        @Nullable Remembered<V> remembered = found.get(key);
        if (remembered != null && now - remembered.since < nanos) {
            return Optional.of(remembered.value);
        }
        Optional<V> value = search.apply(key);
        value.ifPresentOrElse(it -> remember(key, new Remembered<>(it, now)), () -> found.remove(key));
        return value;
    }

    private void remember(K key, Remembered<V> value) {
        if (found.size() >= ROOM) {
            found.clear();
        }
        found.put(key, value);
    }

    private record Remembered<V>(V value, long since) {}
}
