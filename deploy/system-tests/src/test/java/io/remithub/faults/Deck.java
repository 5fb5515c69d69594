package io.remithub.faults;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Deals kinds of faults, shuffled, and none again before all have come: so that a row has every one of them. */
final class Deck {

    private final RandomGenerator random;
    private final Map<String, Deque<Object>> left = new HashMap<>();

    Deck(RandomGenerator random) {
        this.random = random;
    }

    /** @param name of what is dealt: each has its own deck */
    @SuppressWarnings("unchecked")
    <T> T deal(String name, Collection<T> kinds) {
        var cards = left.computeIfAbsent(name, _ -> new ArrayDeque<>());
        if (cards.isEmpty()) {
            var shuffled = new ArrayList<Object>(kinds);
            Collections.shuffle(shuffled, new Random(random.nextLong()));
            cards.addAll(shuffled);
        }
        return (T) cards.removeFirst();
    }

    /** It did not come to anything: it comes again, after the others. */
    void back(String name, Object kind) {
        left.computeIfAbsent(name, _ -> new ArrayDeque<>()).addLast(kind);
    }
}
