package io.remithub.sandbox.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The entries of one kind in the order in which they came. Each change is in the journal before it is answered. */
public final class Book<T> {
    private final Journal journal;
    private final String name;
    private final Function<T, String> idOf;
    private final Map<String, T> entries;

    Book(Journal journal, String name, Function<T, String> idOf, LinkedHashMap<String, T> entries) {
        this.journal = journal;
        this.name = name;
        this.idOf = idOf;
        this.entries = entries;
    }

    public synchronized T put(T entry) {
        journal.wrote(name, idOf.apply(entry), entry);
        entries.put(idOf.apply(entry), entry);
        return entry;
    }

    public synchronized Optional<T> get(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** Changes the entry, if it is still there, and returns what it has become. */
    public synchronized Optional<T> update(String id, UnaryOperator<T> change) {
        return get(id).map(entry -> put(change.apply(entry)));
    }

    public synchronized List<T> all() {
        return List.copyOf(entries.values());
    }

    public synchronized List<T> where(Predicate<T> condition) {
        return entries.values().stream().filter(condition).toList();
    }

    public synchronized void remove(String id) {
        if (entries.remove(id) != null) {
            journal.removed(name, id);
        }
    }

    public synchronized void clear() {
        entries.clear();
        journal.cleared(name);
    }
}
