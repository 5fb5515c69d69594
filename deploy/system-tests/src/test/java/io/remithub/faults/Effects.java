package io.remithub.faults;

import io.remithub.faults.Snapshot.LedgerEntry;
import io.remithub.faults.Snapshot.Posting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Each posting beside what the partners' books have of it. */
final class Effects {

    private static final Set<String> NOWHERE = Set.of("NOT_REQUIRED", "REJECTED");

    private final List<String> violations = new ArrayList<>();

    private Effects() {}

    static Effects of(Snapshot all) {
        var effects = new Effects();
        var standing = new HashMap<String, List<LedgerEntry>>();
        for (var entry : all.ledger()) {
            if (entry.standing()) {
                standing.computeIfAbsent(entry.reference(), _ -> new ArrayList<>())
                        .add(entry);
            }
        }
        var unknown = new HashSet<>(standing.keySet());
        for (var posting : all.postings()) {
            effects.check(posting, standing);
            unknown.removeAll(posting.references());
        }
        unknown.forEach(
                reference -> effects.violations.add("the ledgers have %s, of which nobody knows".formatted(reference)));
        return effects;
    }

    private void check(Posting posting, Map<String, List<LedgerEntry>> standing) {
        var entries = posting.references().stream()
                .flatMap(reference -> standing.getOrDefault(reference, List.of()).stream())
                .toList();
        if (entries.size() > 1) {
            violations.add("%s is there %d times".formatted(posting.name(), entries.size()));
        }
        if (posting.state().equals("CONFIRMED")) {
            if (entries.isEmpty()) {
                violations.add("%s is confirmed, and not there".formatted(posting.name()));
            }
            entries.stream()
                    .filter(it -> Math.abs(it.amount()) != posting.amount())
                    .forEach(it -> violations.add(
                            "%s of %d is there with %d".formatted(posting.name(), posting.amount(), it.amount())));
        }
        if ((NOWHERE.contains(posting.state()) || posting.isProvenAbsent()) && !entries.isEmpty()) {
            violations.add("%s is %s, %s, and there".formatted(posting.name(), posting.state(), posting.reason()));
        }
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    /** How many effects are there more often than once. */
    long doubled() {
        return violations.stream().filter(it -> it.contains(" times")).count();
    }
}
