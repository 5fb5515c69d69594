package io.remithub.faults;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Deals kinds of faults, shuffled, and none again before all have come: so that a row has every one of them, if it lasts. */
final class Deck {

    private final RandomGenerator random;
    private final Map<String, Deque<Object>> left = new HashMap<>();
    /** How often each has come. */
    private final Map<String, Map<Object, Integer>> times = new TreeMap<>();

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
        var card = cards.removeFirst();
        var come = times.computeIfAbsent(name, _ -> new LinkedHashMap<>());
        kinds.forEach(kind -> come.putIfAbsent(kind, 0));
        come.merge(card, 1, Integer::sum);
        return (T) card;
    }

    /** It did not come to anything: it comes again, after the others. */
    void back(String name, Object kind) {
        left.computeIfAbsent(name, _ -> new ArrayDeque<>()).addLast(kind);
        times.getOrDefault(name, Map.of()).computeIfPresent(kind, (_, come) -> come - 1);
    }

    /** What has not come yet, in words. */
    List<String> undealt() {
        var words = new ArrayList<String>();
        times.forEach((name, come) -> come.forEach((kind, often) -> {
            if (often == 0) {
                words.add("%s: %s".formatted(name, kind));
            }
        }));
        return words;
    }
}
