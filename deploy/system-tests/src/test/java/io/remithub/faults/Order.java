package io.remithub.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The streams as a consumer reads them that drops what it has seen. */
final class Order {

    /** Compaction takes away what a later one of the same subject replaces: gaps mean nothing there, the last one does. */
    private static final Set<String> COMPACTED = Set.of("claims.registrations.v1");

    private Order() {}

    static List<String> violations(Snapshot all) {
        var found = new ArrayList<String>();
        var seen = new HashMap<String, Map<String, Long>>();
        var ids = new HashMap<String, Map<String, String>>();
        for (var event : all.events()) {
            var last = seen.computeIfAbsent(event.place().topic(), _ -> new HashMap<>());
            long before = last.getOrDefault(event.subject(), 0L);
            if (event.sequence() > before + 1
                    && !COMPACTED.contains(event.place().topic())) {
                found.add("%s of %s comes after %d on %s"
                        .formatted(event.sequence(), event.subject(), before, event.place()));
            }
            var id = ids.computeIfAbsent(event.place().topic(), _ -> new HashMap<>())
                    .putIfAbsent(event.subject() + " " + event.sequence(), event.id());
            if (id != null && !id.equals(event.id())) {
                found.add("%s of %s on %s is another than the one before"
                        .formatted(event.sequence(), event.subject(), event.place()));
            }
            last.merge(event.subject(), event.sequence(), Math::max);
        }
        all.sequences()
                .forEach((topic, subjects) -> subjects.forEach((subject, last) -> {
                    long read = seen.getOrDefault(topic, Map.of()).getOrDefault(subject, 0L);
                    if (read != last) {
                        found.add("%s of %s has come as far as %d of %d".formatted(subject, topic, read, last));
                    }
                }));
        return found;
    }
}
