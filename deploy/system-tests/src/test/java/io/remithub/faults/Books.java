package io.remithub.faults;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import io.remithub.faults.Remittance.Flaw;
import io.remithub.faults.Snapshot.Book;
import io.remithub.faults.Snapshot.LedgerEntry;
import io.remithub.faults.Snapshot.Payment;
import io.remithub.faults.Snapshot.Posting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Each claim as it stands on the partners' books, over all issuances and in whose name, beside what its remittance says. */
final class Books {

    private static final Set<String> NOTHING_THERE = Set.of("CREATED", "HELD", "VOIDED", "CANCELLED", "FAILED");

    private record Place(Book book, String paymentId, int claimIndex) {}

    /** Of one issuance in one name. */
    private record Account(int issuance, String name) {}

    /** What is there, and of which issuance. */
    private record Entry(LedgerEntry entry, int issuance) {
        long amount() {
            return entry.amount();
        }

        Account account() {
            return new Account(issuance, entry.whose());
        }
    }

    private final Map<Place, List<Entry>> entries = new HashMap<>();

    private Books(Snapshot all) {
        var postings = new HashMap<String, Posting>();
        all.postings().forEach(posting -> posting.references().forEach(it -> postings.put(it, posting)));
        for (var entry : all.ledger()) {
            var posting = postings.get(entry.reference());
            if (entry.standing() && posting != null) {
                var place = new Place(entry.book(), posting.paymentId(), posting.claimIndex());
                entries.computeIfAbsent(place, _ -> new ArrayList<>()).add(new Entry(entry, posting.issuance()));
            }
        }
    }

    static List<String> violations(Snapshot all) {
        var books = new Books(all);
        var payments = Checker.byId(all);
        var found = new ArrayList<String>();
        for (var told : Checker.accepted(all)) {
            var payment = payments.get(told.paymentId());
            if (payment != null) {
                books.places(told).forEach(place -> {
                    books.compare(place, payment, due(told.due(), place), found);
                    books.names(place, told.due(), found);
                });
            }
        }
        return found;
    }

    /** Those of the remittance, and whatever else is there of the payment. */
    private Set<Place> places(Told.Accepted told) {
        var indexes = new TreeSet<Integer>();
        for (int index = 0; index < told.due().claims().size(); index++) {
            indexes.add(index);
        }
        entries.keySet().stream()
                .filter(place -> place.paymentId().equals(told.paymentId()))
                .forEach(place -> indexes.add(place.claimIndex()));
        var places = new LinkedHashSet<Place>();
        for (var book : Book.values()) {
            indexes.forEach(index -> places.add(new Place(book, told.paymentId(), index)));
        }
        return places;
    }

    private static long due(Due due, Place place) {
        var share = due.of(place.claimIndex());
        return switch (place.book()) {
            case HEALTH_RECORD -> due.flaw() == Flaw.PATIENT_ONLY ? 0 : share.insurers();
            case BILLING -> share.patients();
        };
    }

    /** While it waits, or is under way, some of it may be there: never more than is due, and never the other way. */
    private void compare(Place place, Payment payment, long due, List<String> found) {
        long is = at(place).stream().mapToLong(Entry::amount).sum();
        boolean ended = payment.exceptions().isEmpty();
        if (ended && payment.status().equals("COMPLETED") && is != due) {
            found.add(words(place, payment, is, Long.toString(due)));
        } else if (ended && NOTHING_THERE.contains(payment.status()) && is != 0) {
            found.add(words(place, payment, is, "0"));
        } else if (is < Math.min(0, due) || is > Math.max(0, due)) {
            found.add(words(place, payment, is, "at most " + due));
        }
    }

    /** In a name that the claim was registered in; and taken back, too, in the name in which it was. */
    private void names(Place place, Due due, List<String> found) {
        var names = due.of(place.claimIndex()).whose(place.book());
        at(place).stream()
                .map(Entry::entry)
                .filter(it -> !names.contains(it.whose()))
                .forEach(it -> found.add("%s, of claim %d of payment %s, is of %s in %s: due is %s"
                        .formatted(
                                it.reference(),
                                place.claimIndex(),
                                place.paymentId(),
                                it.whose(),
                                place.book(),
                                String.join(", then ", names))));
        long whole = due(due, place);
        at(place).stream()
                .collect(groupingBy(Entry::account, summingLong(Entry::amount)))
                .forEach((account, is) -> {
                    if (names.size() > 1 && is != 0 && is != whole) {
                        found.add("%s stands with %d in %s: due is %d, or 0".formatted(account, is, place, whole));
                    }
                });
    }

    private List<Entry> at(Place place) {
        return entries.getOrDefault(place, List.of());
    }

    private static String words(Place place, Payment payment, long is, String due) {
        return "claim %d of payment %s, which is %s, stands with %d in %s: due is %s"
                .formatted(place.claimIndex(), place.paymentId(), payment.status(), is, place.book(), due);
    }
}
